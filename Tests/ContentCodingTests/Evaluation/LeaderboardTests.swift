import ContentCoding
import Reliability
import Testing

@Suite("The leaderboard")
struct LeaderboardTests {
  private func leaderboard(
    _ coders: [(String, [Answer?])], facts: [String: Leaderboard.Facts] = [:]
  ) throws -> Leaderboard {
    let gold = VariableCodings(
      "gold", [.category("a"), .category("a"), .category("b"), .category("b"), .category("a")], kind: .person)
    let evaluation = try Evaluation(
      gold: "gold", codings: ["v": [gold] + coders.map { VariableCodings($0, $1) }],
      codebook: Codebook(variables: [Variable.categories(["a", "b"])]), frame: .quick, basis: "the toy")
    return Leaderboard(evaluation, facts: facts)
  }

  private let right: [Answer?] = [
    .category("a"), .category("a"), .category("b"), .category("b"), .category("a"),
  ]

  /// A coder that codes only what it is sure of is not better than one that codes all.
  @Test func whatACoderLeavesOutCountsAsWrong() throws {
    let found = try leaderboard([
      ("choosy", [.category("a"), .unsure, .category("b"), nil, nil]), ("all", right),
    ])
    #expect(found.rows.map(\.coder.name) == ["all", "choosy"])
    #expect(found.rows[0].figure.value == .defined(1))
    // Of a it finds 1 of 3, of b 1 of 2, and is never wrong: F1 of 2/4 and 2/3.
    #expect(near(found.rows[1].figure.value.value, (0.5 + 2.0 / 3) / 2))
    #expect(near(found.rows[1].coverage, 0.4))
    #expect(found.rows[1].posts == 2)
  }

  /// Always answering a: F1 of a is 2 x 3 / (3 + 5), of b 0.
  @Test func theBaselineIsAConstantAnswersMacroF1() throws {
    let constant: [Answer?] = Array(repeating: .category("a"), count: 5)
    let found = try leaderboard([("constant", constant)])
    #expect(near(found.rows[0].figure.value.value, 0.375))
    #expect(near(found.rows[0].figure.baselines[0].value.value, 0.375))
  }

  @Test func whatIsKnownOfACoderStandsBesideIt() throws {
    let found = try leaderboard(
      [("clip", right), ("import", right)],
      facts: ["clip": Leaderboard.Facts(modality: .picture, postsPerSecond: 12)])
    #expect(found.rows.map(\.modality) == [.picture, .other])
    #expect(found.rows.map(\.postsPerSecond) == [12, nil])
  }
}
