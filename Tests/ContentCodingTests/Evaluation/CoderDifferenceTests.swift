import ContentCoding
import Reliability
import Testing

@Suite("How two coders differ")
struct CoderDifferenceTests {
  private let ces = Variable.categories(["a", "b"])

  private func difference(
    _ variable: Variable, gold: [Answer?], _ first: [Answer?], _ second: [Answer?]
  ) throws -> CoderDifference {
    try CoderDifference(
      VariableCodings("x", first), VariableCodings("y", second), gold: VariableCodings("gold", gold),
      variable: variable, frame: .quick)
  }

  @Test func onlyPostsThatAllThreeCodedCount() throws {
    let found = try difference(
      ces, gold: [.category("a"), .category("b"), .category("a"), nil, .category("b")],
      [.category("a"), .category("b"), .unsure, .category("a"), .category("a")],
      [.category("b"), .category("b"), .category("a"), .category("a"), .category("a")])
    #expect(found.compared == 3)
    #expect(found.figures[0].kind == .accuracy)
    #expect(near(found.figures[0].first.value, 2.0 / 3) && near(found.figures[0].second.value, 1.0 / 3))
    #expect(near(found.figures[0].difference.estimate.value, 1.0 / 3))
    #expect(found.test?.firstOnly == 1 && found.test?.secondOnly == 0)
    #expect(found.test?.pValue == .defined(1))
  }

  @Test func exchangingTheCodersTurnsTheSign() throws {
    var chance = SplitMix64(seed: 3)
    func answers() -> [Answer?] { (0..<40).map { _ in .category(chance.next(below: 2) == 0 ? "a" : "b") } }
    let (gold, one, other) = (answers(), answers(), answers())
    let found = try difference(ces, gold: gold, one, other)
    let turned = try difference(ces, gold: gold, other, one)
    for (figure, turned) in zip(found.figures, turned.figures) {
      #expect(near(turned.difference.estimate.value, -(figure.difference.estimate.value ?? .nan)))
      #expect(turned.first == figure.second && turned.second == figure.first)
    }
    #expect(found.test?.pValue == turned.test?.pValue)
    #expect(found.test?.firstOnly == turned.test?.secondOnly)
  }

  @Test func tagsAndNumbers() throws {
    let tags = Variable(name: "v", type: .tags, categories: ["s", "t"].map { Category(name: $0) })
    let found = try difference(
      tags, gold: [.tags("s"), .tags("s", "t")], [.tags("s"), .tags("s")], [.tags("t"), .tags("s", "t")])
    #expect(found.figures.map(\.kind) == [.exactMatch, .microF1])
    #expect(found.figures[0].first == .defined(0.5) && found.figures[0].second == .defined(0.5))
    // Shared tags twice over all tags: 2 x 2 / 5 of the first, 2 x 2 / 6 of the second.
    #expect(near(found.figures[1].first.value, 0.8) && near(found.figures[1].second.value, 2.0 / 3))
    let numbers = try difference(
      Variable(name: "v", type: .number), gold: [.number(1), .number(2)], [.number(2), .number(2)],
      [.number(4), .number(2)])
    #expect(numbers.figures[0].first == .defined(0.5) && numbers.figures[0].second == .defined(1.5))
    #expect(numbers.figures[0].difference.estimate == .defined(-1))
    #expect(numbers.test == nil)
  }
}
