import ContentCoding
import Learning

/// A regression of a number, such as likes, on what is known of a post.
///
/// A post that was learned from gets the answer of the regression that did not learn from its fold; all other posts that of
/// the whole one. `nearest` in the details names the posts learned from that are most like it.
public struct EngagementCoder: Coder {
  /// Name and kind.
  public let identity: CoderIdentity
  /// The variables that are answered.
  public let variables: [Variable]
  private let trained: TrainedEngagement
  private let codings: any CodingSource

  /// A coder that answers `variables` with what was `trained`; `codings` gives the answers of other coders that it goes by.
  public init(name: String, variables: [Variable], trained: TrainedEngagement, codings: any CodingSource) {
    identity = CoderIdentity(name: name, kind: .engagement)
    self.variables = variables
    self.trained = trained
    self.codings = codings
  }

  /// See ``Coder/code(_:with:)``.
  public func code(_ posts: [Post], with features: any FeatureSource) async throws -> [Coding] {
    let reader = FactsReader(
      parameters: trained.parameters, extractor: trained.extractor, dimension: trained.dimension,
      columns: trained.columns, codings: codings)
    let readings = try await reader.read(posts, from: features)
    let answers = try variables.map { try self.answers(to: $0, readings: readings, posts: posts) }
    return posts.indices.flatMap { index in
      zip(variables, answers).map { variable, answers in
        Coding(
          postID: posts[index].id, variable: variable.name, answer: answers[index],
          fold: trained.folds[posts[index].id])
      }
    }
  }

  private func answers(
    to variable: Variable, readings: [FactsReader.Reading], posts: [Post]
  ) throws -> [Answer] {
    guard let learned = trained[variable.name] else {
      return abstaining(readings, "\(identity.name) has not learned \(variable.name)")
    }
    switch learned.lesson {
    case .none(let why): return abstaining(readings, why)
    case .fits(let whole, let heldOut, let library):
      var answers = abstaining(readings, "the post has another shape than those learned from")
      let folds = posts.map { post in
        trained.folds[post.id].flatMap { heldOut.indices.contains($0) ? $0 : nil }
      }
      for (fold, indices) in Dictionary(grouping: posts.indices, by: { folds[$0] }) {
        let fit = fold.map { heldOut[$0] } ?? whole
        try answer(indices, readings, by: fit, range: learned.variable.range, into: &answers)
      }
      try nameNearest(readings, library, layout: whole.layout, folds: folds, in: &answers)
      return answers
    }
  }

  private func abstaining(_ readings: [FactsReader.Reading], _ why: String) -> [Answer] {
    readings.map { reading in
      if case .obstacle(let answer) = reading { answer } else { .abstained(Reason(.undecided, why)) }
    }
  }

  private func answer(
    _ indices: [Int], _ readings: [FactsReader.Reading], by fit: EngagementFit, range: ClosedRange<Double>?,
    into answers: inout [Answer]
  ) throws {
    let readable = indices.compactMap { index in readings[index].facts.map { (index: index, facts: $0) } }
    let found: [(number: Double, unbounded: Double)?]
    do {
      found = try fit.answers(to: readable.map(\.facts))
    } catch LearningError.cancelled {
      throw CancellationError()
    }
    for (place, answer) in zip(readable, found) {
      guard let answer else { continue }
      let kept = range.map { min(max(answer.number, $0.lowerBound), $0.upperBound) } ?? answer.number
      var details: [String: String] = [:]
      if kept != answer.unbounded { details["unbounded"] = "\(answer.unbounded)" }
      if case .facts(_, let unreadable?) = readings[place.index] { details["unreadable"] = unreadable }
      answers[place.index] = .coded(.number(kept), details: details)
    }
  }

  private func nameNearest(
    _ readings: [FactsReader.Reading], _ library: NearestPosts, layout: FeatureLayout, folds: [Int?],
    in answers: inout [Answer]
  ) throws {
    let coded = answers.indices.filter { answers[$0].status == .coded }
    let facts = coded.compactMap { readings[$0].facts }
    let names = try library.nearest(to: facts, layout: layout, leavingOut: coded.map { folds[$0] })
    for (index, names) in zip(coded, names) where !names.isEmpty {
      answers[index].details["nearest"] = names.joined(separator: "|")
    }
  }
}

extension FactsReader.Reading {
  /// What is known; nil where nothing can be said.
  var facts: PostFacts? {
    if case .facts(let facts, _) = self { facts } else { nil }
  }
}
