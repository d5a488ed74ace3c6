import ContentCoding
import Reliability
import Testing

struct FlagsTests {
  private func flags(_ gold: [Answer], _ answers: [Answer?], _ categories: [String]) throws -> [ValidityFlag]
  {
    try Comparison(
      VariableCodings("gold", gold), VariableCodings("m", answers), variable: .categories(categories),
      frame: EvaluationFrame(bootstrap: Bootstrap(draws: 200))
    ).flags
  }

  private func repeated(_ category: String, _ count: Int) -> [Answer] {
    Array(repeating: .category(category), count: count)
  }

  /// A published classifier: 1,600 pictures of two classes, half of each; 7 answers were the other class.
  @Test func aDegenerateCoderIsFlagged() throws {
    let flags = try flags(
      repeated("animal", 800) + repeated("landscape", 800),
      repeated("animal", 7) + repeated("landscape", 1593),
      ["landscape", "animal"])
    #expect(
      flags == [
        .blind(category: "animal", recall: 7.0 / 800, goldShare: 0.5),
        .nearlyConstant(category: "landscape", share: 1593.0 / 1600, goldShare: 0.5),
      ])
  }

  @Test func aGoodCoderIsNot() throws {
    let gold = repeated("a", 50) + repeated("b", 50)
    #expect(try flags(gold, repeated("a", 45) + repeated("b", 55), ["a", "b", "c"]) == [])
  }

  @Test func guessingIsFlagged() throws {
    let gold = (0..<200).map { Answer.category($0.isMultiple(of: 2) ? "a" : "b") }
    let guesses = (0..<200).map { Answer.category($0 / 2 % 2 == 0 ? "a" : "b") }
    let flags = try flags(gold, guesses, ["a", "b"])
    #expect(flags.contains { if case .chance(_, _, categories: 2) = $0 { true } else { false } })
    #expect(flags.contains(.notAboveMajority(accuracy: 0.5, majorityShare: 0.5, category: "a")))
  }

  @Test func aCategoryThatIsNeverAnsweredIsNamed() throws {
    let flags = try flags(repeated("a", 97) + repeated("b", 3), repeated("a", 100), ["a", "b"])
    #expect(flags.contains(.neverPredicted(category: "b", support: 3)))
    #expect(
      !flags.contains { if case .blind = $0 { true } else { false } }, "3 % is too rare to speak of blindness"
    )
  }

  @Test func whatNoCoderFoundIsSaidOnceForTheVariable() throws {
    let gold = VariableCodings("gold", repeated("a", 6) + repeated("b", 4))
    let one = VariableCodings("one", repeated("a", 10))
    let two = VariableCodings("two", repeated("c", 5) + repeated("a", 5))
    let codebook = Codebook(variables: [.categories(["a", "b", "c"])])
    func flags(_ codings: [VariableCodings]) throws -> [ValidityFlag] {
      try Evaluation(gold: "gold", codings: ["v": codings], codebook: codebook, frame: .quick, basis: "")
        .variables[0].flags
    }
    #expect(try flags([gold, one, two]) == [.foundByNoCoder(category: "b", support: 4)])
    #expect(try flags([gold, one]) == [], "a single coder's own flags say it already")
    let three = VariableCodings("three", repeated("b", 10))
    #expect(try flags([gold, one, two, three]) == [])
  }
}
