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
    return [Coding](answers, to: variables, of: posts, folds: trained.folds)
  }

  private func answers(
    to variable: Variable, readings: [FactsReader.Reading], posts: [Post]
  ) throws -> [Answer] {
    guard let learned = trained[variable.name] else {
      return abstaining(readings, "\(identity.name) has not learned \(variable.name)")
    }
    var result = learned.result
    if case .joint(let number) = result, let shared = trained[number] { result = shared.result }
    switch result {
    case .joint: return abstaining(readings, "\(identity.name) has not learned \(variable.name)")
    case .none(let why): return abstaining(readings, why)
    case .fits(let whole, let heldOut, let library):
      let folds = posts.map { post in
        trained.folds[post.id].flatMap { heldOut.indices.contains($0) ? $0 : nil }
      }
      var answers = try PerFold(whole: whole, heldOut: heldOut)
        .answers(folds: folds, obstacles: readings.map(\.obstacle)) { fit, positions in
          try self.answers(to: learned.variable, by: fit, readings: positions.map { readings[$0] })
        }
      try nameNearest(readings, library, layout: whole.layout, folds: folds, in: &answers)
      return answers
    }
  }

  private func abstaining(_ readings: [FactsReader.Reading], _ why: String) -> [Answer] {
    readings.map { $0.obstacle ?? .abstained(Reason(.undecided, why)) }
  }

  private func answers(
    to variable: VariableShape, by fit: EngagementFit, readings: [FactsReader.Reading]
  ) throws -> [Answer] {
    do {
      return try zip(readings, fit.predictions(for: readings.compactMap(\.facts))).map {
        reading, prediction in
        guard let prediction else {
          return .abstained(Reason(.undecided, "the post has another shape than those learned from"))
        }
        var answer = Self.answer(prediction, of: variable, labels: fit.labels)
        if case .facts(_, let unreadable?) = reading { answer.details["unreadable"] = unreadable }
        return answer
      }
    } catch LearningError.cancelled {
      throw CancellationError()
    }
  }

  private static func answer(
    _ prediction: EngagementFit.Prediction, of variable: VariableShape, labels: [String]
  ) -> Answer {
    guard variable.type == .number else {
      return labels.isEmpty
        ? .abstained(
          Reason(
            .undecided,
            "\(variable.name) has fewer than 2 categories with 2 or more gold codings to learn from"))
        : ScoredLabels(labels: labels, type: variable.type).answer(prediction.shares)
    }
    return variable.answer(prediction.number, predicted: prediction.unbounded)
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

  /// Why nothing can be said; nil where something can.
  fileprivate var obstacle: Answer? {
    if case .obstacle(let answer) = self { answer } else { nil }
  }
}
