import ContentCoding
import Testing

struct VariableTests {
  private let categories = [Category(name: "b"), Category(name: "a")]

  @Test func labelsAreWhatAClassificationChoosesFrom() {
    #expect(Variable(name: "v", type: .category, categories: categories).labels == ["b", "a"])
    #expect(Variable(name: "v", type: .tags, categories: categories).labels == ["b", "a"])
    #expect(Variable(name: "v", type: .boolean).labels == ["true", "false"])
    #expect(Variable(name: "v", type: .number).labels == [])
  }

  @Test func theUsualLevelIsThatOfTheType() {
    let levels = VariableType.allCases.map { Variable(name: "v", type: $0).level }
    #expect(levels == [.nominal, .nominal, .interval, .nominal, .nominal])
    #expect(Variable(name: "v", type: .number, level: .ratio).level == .ratio)
  }

  @Test func variablesAreFoundByName() {
    let codebook = Codebook(variables: [Variable(name: "a", type: .boolean)])
    #expect(codebook["a"]?.type == .boolean)
    #expect(codebook["A"] == nil)
  }

  @Test func aConditionHoldsForTheWrittenForm() {
    let condition = FilterCondition(variable: "v", values: ["true", "3", "a", "b"])
    for value in [CodedValue.boolean(true), .number(3), .category("a"), .tags(["b", "x"])] {
      #expect(condition.holds(for: value))
    }
    for value in [CodedValue.boolean(false), .number(3.5), .category("x"), .tags(["x"]), .tags([]), nil] {
      #expect(!condition.holds(for: value))
    }
  }
}
