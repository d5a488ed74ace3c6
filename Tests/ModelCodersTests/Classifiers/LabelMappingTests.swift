import ContentCoding
import Testing

@testable import ModelCoders

@Suite("Classifier: labels of the model")
struct LabelMappingTests {
  static let names = [
    "tabby, tabby cat", "tiger cat", "crane", "beach wagon, station wagon", "crane", "maillot",
    "maillot, tank suit", "seashore, coast, seacoast, sea-coast", "Egyptian cat", "cat 1", "cat 2", "cat 3",
    "cat 4", "cat 5", "cat 6", "cat 7", "cat 8", "cat 9",
  ]
  static let variable = Variable(
    name: "scene", type: .category,
    categories: [Category(name: "a"), Category(name: "b"), Category(name: "c")])

  private func mapping(_ written: [String: [String]], _ variable: Variable = variable) throws -> LabelMapping
  {
    try LabelMapping(
      written, variable: variable, model: "vit",
      labels: ClassifierLabels(
        id2label: Dictionary(uniqueKeysWithValues: Self.names.enumerated().map { ("\($0)", $1) })))
  }

  private func problem(_ written: [String: [String]]) -> String? {
    do {
      _ = try mapping(written)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func labelsAreFoundByTheirNames() throws {
    let mapping = try mapping([
      "c": ["SEACOAST", "coast"], "a": ["maillot", "tabby cat", "Tabby, Tabby Cat"],
    ])
    #expect(mapping.labels == ["a", "c"])
    #expect(mapping.positions == [[0, 5], [7]])
  }

  @Test func oneNameOfTwoLabelsNeedsAPosition() throws {
    #expect(
      problem(["a": ["crane"]])
        == "vit has 2 labels called \"crane\": \"crane\" at 2, \"crane\" at 4; write \"crane#2\" or \"crane#4\""
    )
    #expect(try mapping(["a": ["crane#4"]]).positions == [[4]])
    for wrong in ["crane#3", "crane#99999", "crane#", "crane#-4", "#4", "crane#99999999999999999999"] {
      #expect(problem(["a": [wrong]]) != nil, "\(wrong)")
    }
  }

  @Test func anUnknownLabelNamesThoseLikeIt() throws {
    #expect(problem(["a": ["tigercat"]]) == "vit has no label \"tigercat\"; did you mean \"tiger cat\"?")
    #expect(problem(["a": ["station wagn"]])?.contains("\"beach wagon, station wagon\"") == true)
    let many = try #require(problem(["a": ["cat"]]))
    #expect(many.split(separator: "\"").count { $0.contains("cat ") || $0.hasSuffix(" cat") } == 10)
    #expect(
      problem(["a": ["quixotry"]])
        == "vit has no label \"quixotry\"; it has 18 labels, such as \"tabby, tabby cat\", \"tiger cat\", \"crane\""
    )
    #expect(problem(["a": [""]]) != nil)
    #expect(problem(["a": [String(repeating: "x", count: 100_000)]])?.contains("it has 18 labels") == true)
  }

  @Test func aLabelStandsForOneCategoryOrSeveralTags() throws {
    #expect(
      problem(["a": ["tabby"], "b": ["tabby cat"]])
        == "the label \"tabby cat\" of vit belongs to \"a\", \"b\"; remove one")
    var tags = Self.variable
    tags.type = .tags
    #expect(try mapping(["a": ["tabby"], "b": ["tabby cat"]], tags).positions == [[0], [0]])
  }

  @Test func somethingMustBeMapped() {
    #expect(problem([:])?.contains("no label of vit belongs to a label of scene") == true)
  }
}
