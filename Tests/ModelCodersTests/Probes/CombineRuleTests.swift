import ContentCoding
import Learning
import Reliability
import Testing

@testable import ModelCoders

/// Each rule on heads whose answers can be reckoned by hand.
@Suite("Probe: several pictures")
struct CombineRuleTests {
  let study: PracticeStudy
  let trained: TrainedProbe

  init() async throws {
    study = try await PracticeStudy()
    trained = try await study.trained(.logistic)
  }

  /// The scores of single pictures, by the same head.
  private func scores(of pictures: [[Float]], _ variable: Variable) throws -> [[String: Double]] {
    try answers(to: pictures.map { [$0] }, variable, .mean).map(\.scores)
  }

  private func answers(to posts: [[[Float]]], _ variable: Variable, _ rule: CombineRule) throws -> [Answer] {
    guard case .trained(let whole, _) = trained[variable.name]?.heads else { return [] }
    return try HeadReader(head: whole, variable: VariableShape(variable), combine: rule)
      .answers(to: posts.map { .embedded($0, unreadable: []) })
  }

  private var pictures: [[Float]] {
    var generator = SplitMix64(seed: 11)
    return (0..<5).map { _ in generator.vector(12) }
  }

  @Test func max() throws {
    let single = try scores(of: pictures, PracticeStudy.things)
    let answer = try #require(try answers(to: [pictures], PracticeStudy.things, .max).first)
    for label in PracticeStudy.things.labels {
      #expect(answer.scores[label] == single.compactMap { $0[label] }.max())
    }
    let kinds = try scores(of: pictures, PracticeStudy.kind)
    let highest = PracticeStudy.kind.labels.map { label in kinds.compactMap { $0[label] }.max() ?? 0 }
    let choice = try #require(try answers(to: [pictures], PracticeStudy.kind, .max).first)
    for (label, score) in zip(PracticeStudy.kind.labels, highest) {
      #expect(abs((choice.scores[label] ?? 0) - score / highest.reduce(0, +)) <= 1e-6)
    }
  }

  @Test func mode() throws {
    let kinds = try scores(of: pictures, PracticeStudy.kind)
    let winners = kinds.compactMap { scores in scores.max { $0.value < $1.value }?.key }
    let votes = Dictionary(winners.map { ($0, 1) }, uniquingKeysWith: +)
    let most = votes.values.max() ?? 0
    let answer = try #require(try answers(to: [pictures], PracticeStudy.kind, .mode).first)
    #expect(votes.count > 1 && votes.values.count { $0 == most } == 1)
    #expect(votes[answer.value?.text ?? ""] == most)
  }

  @Test func ofAsManyVotesTheHigherMeanCounts() throws {
    let kinds = try scores(of: pictures, PracticeStudy.kind)
    let winners = kinds.compactMap { scores in scores.max { $0.value < $1.value }?.key }
    let other = try #require(winners.firstIndex { $0 != winners[0] })
    let pair = [pictures[0], pictures[other]]
    let mean = { (label: String) in (kinds[0][label] ?? 0) + (kinds[other][label] ?? 0) }
    let expected = mean(winners[0]) > mean(winners[other]) ? winners[0] : winners[other]
    for order in [pair, pair.reversed()] {
      #expect(try answers(to: [order], PracticeStudy.kind, .mode).first?.value == .category(expected))
    }
  }

  @Test(arguments: [1, 2, 3, 5, 6])
  func atLeast(count: Int) throws {
    let rule: CombineRule = count == 1 ? .any : .atLeast(count)
    for variable in [PracticeStudy.people, PracticeStudy.things] {
      let single = try scores(of: pictures, variable)
      let answer = try #require(try answers(to: [pictures], variable, rule).first)
      for label in variable.type == .tags ? variable.labels : ["true"] {
        let showing = single.count { ($0[label] ?? 0) >= 0.5 }
        let said =
          switch answer.value {
          case .tags(let tags): tags.contains(label)
          case .boolean(let flag): flag
          default: false
          }
        #expect(said == (showing >= count), "\(label): \(showing) of \(count)")
      }
    }
  }

  @Test func onePictureIsAnsweredAlikeByAllRules() throws {
    for variable in [PracticeStudy.people, PracticeStudy.things] {
      let values = try [CombineRule.mean, .max, .mode, .any].map {
        try answers(to: pictures.map { [$0] }, variable, $0).map(\.value)
      }
      #expect(values.allSatisfy { $0 == values[0] })
    }
  }
}
