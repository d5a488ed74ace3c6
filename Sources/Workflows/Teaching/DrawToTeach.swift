import ContentCoding
import Foundation
import Storage

/// Draws posts that teach a coder most, and a share at random so that figures stay honest; keeps them as a sample.
///
/// Posts that a person or gold has coded, and those that are assigned to somebody, are not drawn again. The sample is purposive: it does
/// not stand for the corpus. Its random part is kept besides, as `NAME-random` with the chances of the draw, and does.
package struct DrawToTeach: Workflow, Sendable {
  /// By what posts are chosen.
  package enum Strategy: String, CaseIterable, Sendable {
    /// Those of which the coder is least sure (uncertainty sampling; Lewis and Gale 1994).
    case uncertain
    /// Those far from each other in the encoder's space (core-set selection; Sener and Savarese 2018).
    case diverse
    /// As many of every cluster.
    case cluster
  }

  /// The coder that is taught.
  package let coder: String
  /// By what posts are chosen.
  package let strategy: Strategy
  /// How many posts are drawn.
  package let count: Int
  /// What the sample is called.
  package let name: String
  /// The share of posts that is drawn at random, 0 to 1.
  package var randomShare = 0.2
  /// The variable whose answers are looked at; nil for the coder's first.
  package var variable: String?

  /// A draw of `count` posts by `strategy`.
  package init(_ count: Int, for coder: String, by strategy: Strategy, name: String) {
    self.coder = coder
    self.strategy = strategy
    self.count = count
    self.name = name
  }

  /// The end of the name of the random part.
  package static let randomEnding = "-random"

  /// What was drawn.
  package struct Outcome: Sendable {
    package let sample: Sample
    /// How many of its posts were drawn at random.
    package let random: Int
    /// What else is to be told.
    package let notes: [String]
  }

  package func run(in open: OpenStudy) async throws -> Outcome {
    try OpenStudy.check(name: name, of: "sample")
    let configuration = try open.coder(named: coder)
    guard (0...1).contains(randomShare) else {
      throw UserError("the share at random is from 0 to 1, not \(randomShare)")
    }
    guard count > 0 else { throw UserError("a round takes at least one post, not \(count)") }
    for name in [name, name + Self.randomEnding] { try open.checkIsNew(sample: name) }
    var restrictions = SampleFrame.Restrictions()
    restrictions.without = try open.codedOrAssignedPosts()
    let whole = try SampleFrame(restrictions, in: open)
    let count = min(count, whole.ids.count)
    guard count > 0 else {
      throw UserError("every post is coded or assigned already; there is none left to draw")
    }
    let randomCount = Int((randomShare * Double(count)).rounded())
    let drawer = SampleDrawer(
      open: open, name: name + Self.randomEnding, seed: open.configuration.seed)
    let random = randomCount > 0 ? try drawer.random(randomCount, from: whole).sample : nil
    restrictions.without.formUnion(random.map { $0.probabilities.keys.map(\.self) } ?? [])
    let rest = try SampleFrame(restrictions, in: open)
    let (chosen, notes) = try await chosen(
      count - randomCount, from: rest, for: configuration, in: open)
    var strata = Dictionary(chosen.map { ($0, strategy.rawValue) }, uniquingKeysWith: { first, _ in first })
    for post in random?.probabilities.keys.map(\.self) ?? [] { strata[post] = "random" }
    let sample = Sample(
      name: name,
      design: "\(strategy.rawValue): \(Figures.count(chosen.count, "post")) that teach \(coder) most, and "
        + "\(Figures.count(randomCount)) at random, of \(whole.description)",
      isPurposive: true, seed: open.configuration.seed, probabilities: strata.mapValues { _ in nil },
      strata: strata, drawnAt: Date())
    if let random { try open.study.saveSample(random) }
    try open.study.saveSample(sample)
    return Outcome(sample: sample, random: randomCount, notes: notes)
  }

  private func chosen(
    _ count: Int, from frame: SampleFrame, for coder: CoderConfiguration, in open: OpenStudy
  ) async throws -> (posts: [String], notes: [String]) {
    guard count > 0 else { return ([], []) }
    let drawer = SampleDrawer(open: open, name: name, seed: open.configuration.seed)
    let variables = open.configuration.variables(of: coder)
    switch strategy {
    case .uncertain:
      let variable = try variable.map(open.existingVariable) ?? variables[0]
      let hasCoded = try open.study.coders().contains {
        $0.identity.name == coder.name && $0.counts[variable.name] != nil
      }
      guard hasCoded else {
        let (posts, notes) = try await diverse(count, from: frame, for: coder, drawer, in: open)
        return (
          posts, ["\(coder.name) has coded nothing yet, so posts far from each other were drawn"] + notes
        )
      }
      let drawing = try drawer.leastCertain(
        count, from: frame, coder: coder.name, variable: variable, measure: .margin)
      return (drawing.posts.map(\.id), drawing.notes)
    case .diverse: return try await diverse(count, from: frame, for: coder, drawer, in: open)
    case .cluster:
      let clustering = try open.existingClustering(open.study.clusterings().first)
      let drawing = try drawer.stratified(
        count, from: frame, by: .clustering(clustering), allocation: .equal)
      return (drawing.posts.map(\.id), drawing.notes)
    }
  }

  private func diverse(
    _ count: Int, from frame: SampleFrame, for coder: CoderConfiguration, _ drawer: SampleDrawer,
    in open: OpenStudy
  ) async throws -> ([String], [String]) {
    let encoding = coder.parameters.encodings.first
    let uses = encoding?.uses ?? [coder.parameters.readings.joined().contains(.image) ? .image : .caption]
    let choice = encoding?.encoder ?? EncoderQuestion(uses: uses).choice(in: open.configuration)
    let drawing = try await drawer.diverse(count, from: frame, choice: choice, uses: uses, provider: .cpu)
    return (drawing.posts.map(\.id), drawing.notes)
  }
}

extension OpenStudy {
  /// The posts that a person or gold has coded, and those that are assigned to somebody.
  fileprivate func codedOrAssignedPosts() throws -> Set<String> {
    var posts: Set<String> = []
    for coder in try study.coderIdentities()
    where coder.kind == .person && !Person.isInSight(coder.name) || coder.name == configuration.gold {
      try study.forEachCurrentCoding(coder: coder.name, withScores: { _ in false }) {
        posts.insert($0.coding.postID)
      }
    }
    for assignment in try study.assignments() {
      posts.formUnion(try study.assignedPosts(of: assignment.coder, in: assignment.sample).map(\.id))
    }
    return posts
  }
}
