import ContentCoding
import Foundation
import Reliability
import Storage

/// One round of teaching (active learning): the coder learns from what people have coded so far, codes the rest, and the posts that teach
/// it most are given to people next.
package struct TeachRound: Workflow, Sendable {
  /// The coder that is taught.
  package let coder: String
  /// By what posts are chosen.
  package let strategy: DrawToTeach.Strategy
  /// Who codes.
  package let people: [String]
  /// How many posts a round has.
  package var count = 10
  /// The share of posts that is drawn at random, 0 to 1.
  package var randomShare = 0.2

  /// A round for `coder`.
  package init(for coder: String, by strategy: DrawToTeach.Strategy, to people: [String]) {
    self.coder = coder
    self.strategy = strategy
    self.people = people
  }

  /// The round that follows `round`.
  package init(after round: TeachingRound) {
    coder = round.coder
    strategy = DrawToTeach.Strategy(rawValue: round.strategy) ?? .uncertain
    people = round.people
    count = round.posts
    randomShare = round.randomShare
  }

  /// The shortest that codings can be learned from.
  private static let least = 4

  package func run(in open: OpenStudy) async throws -> TeachingRound {
    let configuration = try open.coder(named: coder)
    guard let teacher = configuration.parameters.teacher else {
      throw UserError(
        "\(coder) is \(configuration.parameters.kind.withArticle) coder, which learns nothing from people")
    }
    let people = try people.map { try Person($0, in: open).name }
    try await makeGold(of: people, for: teacher, in: open)
    let learned = try GoldCodings(of: teacher, in: open).values.count
    var figures: [TeachingRound.Figure] = []
    if learned >= Self.least {
      let outcome = try await Train(coder: coder).run(in: open)
      figures = outcome.comparisons.map { comparison in
        let figure = comparison.ranking
        return TeachingRound.Figure(
          variable: comparison.variable, statistic: figure.kind.id, value: figure.value.value)
      }
      if strategy == .uncertain { _ = try await Code(coder: coder).run(in: open) }
    }
    let name = try sampleName(in: open)
    var draw = DrawToTeach(count, for: coder, by: strategy, name: name)
    draw.randomShare = randomShare
    let drawn = try await draw.run(in: open)
    for note in drawn.notes { open.listener.notice(note) }
    var assign = Assign(name, to: people)
    assign.overlap = 0
    _ = try assign.run(in: open)
    let round = TeachingRound(
      coder: coder, strategy: strategy.rawValue, sample: name, people: people, posts: count,
      randomShare: randomShare, learned: learned, figures: figures, madeAt: Date())
    try open.study.saveTeachingRound(round)
    return round
  }

  /// Makes gold of what people say where the coder learns from gold and two or more code.
  private func makeGold(of people: [String], for teacher: String, in open: OpenStudy) async throws {
    guard !people.contains(teacher) else { return }
    let identity = try open.study.coderIdentities().first { $0.name == teacher }
    if let identity, identity.kind == .person { return }
    let coded = try open.study.coders().filter {
      $0.identity.kind == .person && !Person.isApart($0.identity.name)
    }
    .map(\.identity.name).filter { $0 != teacher }
    guard coded.count > 1 else {
      guard coded.isEmpty else {
        throw UserError(
          "\(coder) learns from \(teacher), which has no codings of a person; write `learns-from: \(coded[0])` below \(coder) "
            + "in codeframe.yaml, so that it learns from \(coded[0])")
      }
      return
    }
    // What was settled stays settled; of the rest a post that one person coded counts too.
    let isSettled = try open.study.coderIdentities().contains { $0.name == Person.adjudication }
    var consensus = MakeConsensus(by: isSettled ? .coder(Person.adjudication) : .majority)
    consensus.coders = coded
    consensus.name = teacher
    _ = try await consensus.run(in: open)
  }

  private func sampleName(in open: OpenStudy) throws -> String {
    let taken = Set(try open.study.samples().map(\.name))
    var number = try open.study.teachingRounds().count + 1
    while taken.contains("teach-\(number)") { number += 1 }
    return "teach-\(number)"
  }
}
