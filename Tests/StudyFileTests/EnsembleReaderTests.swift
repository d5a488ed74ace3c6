import ContentCoding
import Foundation
import Testing

@testable import StudyFile

struct EnsembleReaderTests {
  /// Two probes, a coder of one variable, and the coder under test on line 10.
  private static func text(_ keys: String, more: String = "") -> String {
    """
    study: S
    variables:
      - {name: place, type: category, categories: [{name: Sea}, {name: Hill}]}
      - {name: score, type: number}
    coders:
      - {name: a, kind: probe}
      - {name: b, kind: probe, head: knn}
      - {name: c, kind: zero-shot, encoder: clip, variables: [place]}
    \(more.isEmpty ? "#" : more)
      - {name: e, kind: ensemble, \(keys)}
    """
  }

  private static func problems(_ keys: String, more: String = "") -> [StudyFileError.Problem] {
    do {
      _ = try StudyFile.parse(text(keys, more: more))
      return []
    } catch {
      return error.problems
    }
  }

  @Test(arguments: [
    ("members: [a, b]", EnsembleParameters(members: ["a", "b"])),
    (
      "members: [a, b, imported], rule: mean",
      EnsembleParameters(members: ["a", "b", "imported"], rule: .mean)
    ),
    (
      "members: [a, b, c], rule: stacking, learns-from: anna, variables: [place]",
      EnsembleParameters(members: ["a", "b", "c"], rule: .stacking, learnsFrom: "anna")
    ),
    (
      "members: [a, c], rule: cascade, target: {accuracy: 0.9}, variables: [place]",
      EnsembleParameters(members: ["a", "c"], rule: .cascade, target: .accuracy(0.9))
    ),
    (
      "members: [a, c], rule: cascade, target: {budget-share: 0.2}, variables: [place]",
      EnsembleParameters(members: ["a", "c"], rule: .cascade, target: .budgetShare(0.2))
    ),
  ])
  func reads(keys: String, expected: EnsembleParameters) throws {
    let study = try StudyFile.parse(Self.text(keys))
    #expect(study.coders.last?.parameters.isEqual(to: expected) == true)
    #expect(study.coders.last?.parameters.teacher == (expected.rule.learns ? expected.learnsFrom : nil))
  }

  @Test(arguments: [
    ("rule: majority", "an ensemble has no `members`"),
    ("members: a", "`members` is a list"),
    ("members: [a]", "an ensemble has two members or more, and `members` names 1"),
    ("members: [a, a]", "`members` names \"a\" twice"),
    ("members: [a, e]", "an ensemble is no member of itself"),
    ("members: [a, b, gold]", "\"gold\" is the study's gold"),
    ("members: [a, b], rule: median", "\"median\" is no rule"),
    ("members: [a, b], combine: mean", "unknown key \"combine\" in an ensemble"),
    ("members: [a, b], target: {accuracy: 0.9}", "`target` goes with `rule: cascade`, not majority"),
    ("members: [a, b], rule: mean, learns-from: anna", "`rule: mean` learns nothing"),
    ("members: [a, b], rule: cascade, variables: [place]", "a cascade has no `target`"),
    (
      "members: [a, b], rule: cascade, target: {accuracy: 0.9}",
      "a cascade answers no number variable"
    ),
    (
      "members: [a, b, c], rule: cascade, variables: [place], target: {accuracy: 0.9}",
      "a cascade has two members, the cheap coder and then the expensive one, and `members` names 3"
    ),
    (
      "members: [a, b], rule: cascade, variables: [place], target: {accuracy: 90}",
      "`accuracy` is a number from 0.0 to 1.0"
    ),
    (
      "members: [a, b], rule: cascade, variables: [place], target: {accuracy: 0.9, budget-share: 0.1}",
      "`target` is one of"
    ),
    (
      "members: [a, b], rule: cascade, variables: [place], target: 0.9", "`target` is written as `key: value`"
    ),
    ("members: [a, c]", "\"score\" is answered by a alone of \"e\""),
  ])
  func reports(keys: String, start: String) {
    let problems = Self.problems(keys)
    #expect(problems.contains { $0.message.hasPrefix(start) && $0.line == 10 }, "\(problems)")
  }

  @Test(arguments: [
    "  - {name: f, kind: ensemble, members: [a, e]}",
    "  - {name: f, kind: probe, learns-from: e}",
  ])
  func membersDoNotGoInACircle(other: String) {
    let problems = Self.problems("members: [b, f]", more: other)
    #expect(problems.count == 1)
    #expect(problems.first?.message.contains("`members` go in a circle: ") == true, "\(problems)")
    #expect(problems.first?.line == (other.contains("members") ? 9 : 10))
  }

  @Test func anEnsembleOfEnsemblesReads() throws {
    let study = try StudyFile.parse(
      Self.text("members: [b, f]", more: "  - {name: f, kind: ensemble, members: [a, b]}"))
    #expect(study.coders.count == 5)
  }

  private static func page(_ name: String) throws -> String {
    try Repository.page(name)
  }

  @Test func everyKeyIsDescribed() throws {
    let section = try Self.page("codebook.md").components(separatedBy: "### kind: ensemble")
    let rows = try #require(section.last).components(separatedBy: "\n### ")[0].split(separator: "\n")
      .filter { $0.hasPrefix("| `") }
    let keys = rows.compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
    #expect(keys.sorted() == EnsembleReader.keys.sorted())
  }

  @Test func theExampleReads() throws {
    let text = try Self.page("ensembles.md").components(separatedBy: "```yaml\n")[1]
      .components(separatedBy: "```")[0]
    let study = try StudyFile.parse(text)
    #expect(study.coders.map(\.parameters.kind) == [.probe, .probe, .ensemble, .ensemble, .ensemble])
  }
}
