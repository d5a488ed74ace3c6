import ContentCoding
import Testing

@testable import Prompting

struct ExampleSelectionTests {
  private static let variable = Variable(
    name: "v", type: .category, categories: ["a", "b", "c"].map { Category(name: $0) })
  private static let values: [String: [String: CodedValue]] = Dictionary(
    uniqueKeysWithValues: (0..<30).map { ("g\($0)", ["v": .category(["a", "b", "c"][$0 % 3])]) })
  private static let folds = Dictionary(uniqueKeysWithValues: (0..<30).map { ("g\($0)", $0 / 6) })

  private static func selection(_ count: Int = 1, seed: UInt64 = 1) -> ExampleSelection {
    ExampleSelection(values: values, folds: folds, variables: [variable], perLabel: count, seed: seed)
  }

  @Test(arguments: [1, 2, 5])
  func everyCategoryIsShown(count: Int) {
    let examples = Self.selection(count).examples(for: "new")
    var shown: [String: Int] = [:]
    for id in examples { shown[Self.values[id]?["v"]?.text ?? "", default: 0] += 1 }
    #expect(shown == ["a": count, "b": count, "c": count])
  }

  @Test func nothingOfThePostsFoldIsShown() {
    let selection = Self.selection(3)
    for (id, fold) in Self.folds {
      let examples = selection.examples(for: id)
      #expect(examples.count == 9)
      #expect(!examples.contains(id))
      #expect(examples.allSatisfy { Self.folds[$0] != fold })
    }
  }

  @Test func aGoldPostWithoutFoldIsNotItsOwnExample() throws {
    let selection = ExampleSelection(
      values: Self.values, folds: [:], variables: [Self.variable], perLabel: 1, seed: 1)
    for id in Self.values.keys {
      #expect(!selection.examples(for: id).contains(id))
      #expect(selection.examples(for: id).count == 3)
    }
  }

  @Test func seedsDiffer() {
    let chosen = (0..<10).map { Self.selection(seed: $0).examples(for: "new") }
    #expect(Set(chosen).count > 5)
    #expect(Self.selection(seed: 4).examples(for: "new") == chosen[4])
  }

  @Test func aPostCountsForAllItsLabelsAndWholeOnesComeFirst() {
    let variables = [
      Self.variable, Variable(name: "w", type: .boolean), Variable(name: "n", type: .number),
    ]
    var values = Self.values
    // Only these have every variable.
    for (index, id) in ["g0", "g1", "g2"].enumerated() {
      values[id]?["w"] = .boolean(index == 0)
      values[id]?["n"] = .number(Double(index))
    }
    let selection = ExampleSelection(values: values, folds: [:], variables: variables, perLabel: 1, seed: 3)
    #expect(Set(selection.examples(for: "new")) == ["g0", "g1", "g2"])
  }

  @Test func noGoldNoExamples() {
    let selection = ExampleSelection(
      values: [:], folds: [:], variables: [Self.variable], perLabel: 3, seed: 1)
    #expect(selection.examples(for: "x") == [])
  }
}
