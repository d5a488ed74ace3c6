import ContentCoding
import Foundation
import Testing

@testable import StudyFile

@Suite("Study file: engagement coders")
struct EngagementReaderTests {
  /// A probe of a category, and the coder under test on line 9.
  private static func text(_ keys: String, more: String = "") -> String {
    """
    study: S
    variables:
      - {name: content, type: category, categories: [{name: Sea}, {name: Hill}]}
      - {name: likes, type: number}
      - {name: views, type: number}
    coders:
      - {name: probe, kind: probe, variables: [content]}
    \(more.isEmpty ? "#" : more)
      - {name: e, kind: engagement, \(keys)}
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
    ("variables: [likes]", EngagementParameters()),
    ("variables: [likes], target: likes", EngagementParameters(target: "likes")),
    (
      "variables: [likes], target: num_likes, model: negative-binomial, columns: [followers, author], codings: [probe]",
      EngagementParameters(
        model: .negativeBinomial, columns: ["followers", "author"], codings: ["probe"], target: "num_likes")
    ),
    (
      "variables: [likes, views], learns-from: anna, encoder: none, scale: count, columns: [followers], time: false",
      EngagementParameters(
        scale: .count, encoder: nil, columns: ["followers"], time: false, learnsFrom: "anna")
    ),
    (
      "variables: [likes, content], target: likes, model: network",
      EngagementParameters(model: .network, target: "likes")
    ),
    (
      "variables: [views], uses: [caption, place]",
      EngagementParameters(encoder: "hashed-terms-1024", uses: [.caption, .column("place")])
    ),
    (
      "variables: [views], encoder: text-model, uses: [caption], target: views, examples: 500",
      EngagementParameters(encoder: "text-model", uses: [.caption], target: "views", examples: 500)
    ),
  ])
  func reads(keys: String, expected: EngagementParameters) throws {
    let study = try StudyFile.parse(Self.text(keys))
    let coder = try #require(study.coders.last)
    #expect(coder.parameters.isEqual(to: expected))
    #expect(coder.parameters.teacher == (expected.target == nil ? expected.learnsFrom : nil))
    #expect(coder.parameters.readings == [expected.encoder == nil ? [] : expected.uses])
    let targets = expected.target.map { [coder.variables?[0] ?? "": $0] } ?? [:]
    #expect(study.countTargets == targets)
  }

  @Test(arguments: [
    ("model: ridge", "answers no category variable, and content is one"),
    ("variables: [likes, views], target: likes", "`target` is the truth of one number"),
    ("variables: [likes], target: likes, learns-from: anna", "remove `learns-from` or `target`"),
    ("variables: [likes], target: likes, columns: [likes]", "\"likes\" is the `target`"),
    ("variables: [likes], columns: [caption]", "goes into `uses`"),
    ("variables: [likes], columns: [a, a]", "`columns` names \"a\" twice"),
    ("variables: [likes], columns: a", "`columns` is a list"),
    ("variables: [likes], codings: [e]", "cannot use its own codings"),
    ("variables: [likes], model: poisson, scale: log", "has a scale of its own"),
    ("variables: [likes, views], model: network", "`model: network` learns one number"),
    ("variables: [content], model: network", "`model: network` learns one number"),
    ("variables: [likes], model: lasso", "\"lasso\" is no model"),
    ("variables: [likes], encoder: none, uses: [image]", "`encoder: none` embeds nothing; remove `uses`"),
    ("variables: [likes], encoder: none, time: false", "nothing to learn from"),
    ("variables: [likes], examples: 50", "`examples` goes with `target`"),
    ("variables: [likes], target: likes, examples: 3", "a whole number from 10 to 1000000"),
    (
      "variables: [likes], target: likes, examples: 99999999999999999999", "a whole number from 10 to 1000000"
    ),
    ("variables: [likes], head: mlp", "unknown key \"head\" in an engagement coder"),
    ("variables: [likes], time: often", "`time` is true or false"),
  ])
  func refuses(keys: String, expected: String) {
    let problems = Self.problems(keys)
    #expect(problems.contains { $0.description.contains(expected) }, "\(problems)")
    #expect(problems.allSatisfy { $0.line == 9 }, "\(problems)")
  }

  @Test func oneVariableHasOneTruth() {
    let other = "  - {name: f, kind: engagement, variables: [likes], target: likes}"
    let problems = Self.problems("variables: [likes], target: hearts", more: other)
    #expect(problems.count == 1 && problems[0].description.contains("the truth of \"likes\" is the count"))
    #expect(Self.problems("variables: [likes], target: likes, model: poisson", more: other).isEmpty)
  }

  @Test func circlesAreReported() {
    let other = "  - {name: f, kind: engagement, variables: [views], codings: [e]}"
    let problems = Self.problems("variables: [likes], codings: [probe, f]", more: other)
    #expect(problems.contains { $0.description.contains("`codings` go in a circle") }, "\(problems)")
  }

  private static func page(_ name: String) throws -> String {
    try Repository.page(name)
  }

  @Test func everyKeyIsDescribed() throws {
    let page = try Self.page("codebook.md")
    let start = try #require(page.range(of: "### kind: engagement"))
    let rows = page[start.upperBound...].components(separatedBy: "\n## ")[0].split(separator: "\n")
      .filter { $0.hasPrefix("| `") }
    let keys = rows.flatMap { row in
      row.split(separator: "|")[0].split(separator: "`").map(String.init).filter {
        $0.contains { $0.isLetter }
      }
    }
    #expect(keys.sorted() == EngagementReader.keys.sorted())
  }

  @Test func theExampleReads() throws {
    let page = try Self.page("engagement.md")
    let start = try #require(page.range(of: "```yaml\n"))
    let study = try StudyFile.parse(page[start.upperBound...].components(separatedBy: "```")[0])
    #expect(study.coders.map(\.name) == ["probe", "attention"])
    #expect(study.countTargets == ["likes": "likes"])
  }
}
