import ContentCoding
import Testing

struct TagFiguresTests {
  private let variable = Variable(
    name: "v", type: .tags, categories: ["a", "b", "c"].map { Category(name: $0) })
  private let gold = VariableCodings("gold", [.tags("a"), .tags("a", "b"), .tags(), .tags("b")])

  private func comparison(_ answers: [Answer?]) throws -> Comparison {
    try Comparison(gold, VariableCodings("m", answers), variable: variable, frame: .quick)
  }

  @Test func figuresOfTags() throws {
    let comparison = try comparison([.tags("a"), .tags("a"), .tags(), .unsure])
    let figures = try #require(comparison.tags)
    #expect(comparison.counts.compared == 3)
    #expect(figures.validity.observations == 3)
    #expect(figures.validity.abstentions == 1)
    #expect(near(figures.validity.exactMatch.value, 2.0 / 3))
    #expect(near(figures.validity.microF1.value, 0.8))
    #expect(near(figures.validity.macroF1.value, 0.5))
    #expect(figures.validity.perTag.map(\.category) == ["a", "b", "c"])
    #expect(figures.validity.perTag.map(\.f1) == [.defined(1), .defined(0), .undefined(.neverUsed)])
    #expect(comparison.flags == [])
  }

  /// MASI: {a, b} against {a} is 2/3; 1 - 5 (4/3) / 20.
  @Test func alphaIsMASI() throws {
    let alpha = try comparison([.tags("a"), .tags("a"), .tags(), .unsure]).alpha
    #expect(alpha.distance == .masi)
    #expect(near(alpha.alpha.value, 2.0 / 3))
  }

  @Test func ofEquallyFrequentSetsTheFirstInTheAlphabetIsTheMajority() throws {
    let majority = try #require(try comparison([.tags("a"), .tags("a"), nil, .tags("b")]).tags).majority
    #expect(majority.category == "a")
    #expect(near(majority.share.value, 1.0 / 3))
  }

  @Test func aSetWithARetiredTagIsLeftOut() throws {
    let comparison = try comparison([.tags("a", "gone"), .tags("a", "b"), .tags(), .tags("b")])
    #expect(comparison.counts.retired == 1)
    #expect(comparison.tags?.validity.exactMatch == .defined(1))
  }

  @Test func withoutAnswersAllIsUndefined() throws {
    let comparison = try comparison([nil, .broken, .unsure, nil])
    let figures = try #require(comparison.tags)
    #expect(figures.validity.exactMatch == .undefined(.noObservations))
    #expect(figures.validity.microF1 == .undefined(.neverUsed))
    #expect(figures.validity.macroF1 == .undefined(.neverUsed))
    #expect(figures.majority.category == nil)
    #expect(figures.majority.share == .undefined(.noObservations))
    #expect(comparison.alpha.alpha == .undefined(.noPairs))
  }

  /// 900 posts of which 10 were drawn, 100 of which 10 were drawn: the common set of the large stratum is the majority.
  @Test func theMajorityIsWeightedLikeTheExactMatch() throws {
    let sets: [Answer?] =
      Array(repeating: .tags("a"), count: 8) + Array(repeating: .tags("b"), count: 12)
    let gold = VariableCodings("gold", sets)
    var frame = EvaluationFrame.quick
    frame.weights = Dictionary(
      uniqueKeysWithValues: (0..<20).map { (VariableCodings.post($0), $0 < 10 ? 90 : 10) })
    let always = VariableCodings("m", Array(repeating: .tags("a"), count: 20))
    let figures = try #require(try Comparison(gold, always, variable: variable, frame: frame).tags)
    #expect(near(figures.validity.exactMatch.value, 0.72))
    #expect(figures.majority.category == "a")
    #expect(near(figures.majority.share.value, 0.72))
  }
}
