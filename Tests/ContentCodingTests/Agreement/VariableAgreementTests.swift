import ContentCoding
import Reliability
import Testing

@Suite("Agreement on a variable")
struct VariableAgreementTests {
  private func matrix(_ variable: Variable, _ coders: [(String, [Answer?])]) -> CodingMatrix {
    var matrix = CodingMatrix(variable)
    for (name, answers) in coders {
      for (position, answer) in answers.enumerated().reversed() {
        guard let answer else { continue }
        matrix.add(
          Coding(postID: VariableCodings.post(position), variable: variable.name, answer: answer),
          by: CoderIdentity(name: name, kind: .person))
      }
    }
    return matrix
  }

  private let ces = Variable.categories(["a", "b", "c"])

  @Test func abstentionsFailuresAndGoneCategoriesAreMissing() throws {
    let matrix = matrix(
      ces,
      [
        ("x", [.category("a"), .unsure, .category("b"), .category("gone"), .category("c"), .category("a")]),
        ("y", [.category("a"), .category("b"), .broken, .category("a"), .category("c"), .category("b")]),
      ])
    let found = try VariableAgreement(of: matrix, bootstrap: Bootstrap(draws: 20))
    #expect(found.retired == 1)
    #expect(found.coders.map(\.name) == ["x", "y"])
    #expect(found.agreement.pairableUnits == 3)
    #expect(found.agreement.pairs[0].units == 3)
    #expect(near(found.agreement.statistics[.percentAgreement]?.value.value, 2.0 / 3))
    #expect(found.main.kind == .alpha && found.main.variant == "nominal")
    #expect(found.names(of: found.agreement.pairs[0]) == ["x", "y"])
  }

  @Test func theLevelDecidesTheDistanceAndTheCoefficients() throws {
    let answers: [(String, [Answer?])] = [
      ("x", [.category("a"), .category("b"), .category("c"), .category("a")]),
      ("y", [.category("a"), .category("c"), .category("c"), .category("b")]),
    ]
    let nominal = try VariableAgreement(of: matrix(ces, answers), bootstrap: Bootstrap(draws: 5))
    #expect(nominal.agreement.statistics[.gwetAC2] == nil)
    let ordered = Variable.categories(["a", "b", "c"], level: .ordinal)
    let ordinal = try VariableAgreement(of: matrix(ordered, answers), bootstrap: Bootstrap(draws: 5))
    #expect(ordinal.main.variant == "ordinal")
    #expect(
      ordinal.agreement.statistics.filter { $0.kind == .gwetAC2 }.map(\.variant) == ["linear", "quadratic"])
    #expect(ordinal.agreement.pairs[0].statistics.filter { $0.kind == .kappa }.count == 3)
    let numbers = Variable(name: "v", type: .number, level: .ratio)
    let ratio = try VariableAgreement(
      of: matrix(numbers, [("x", [.number(1), .number(2)]), ("y", [.number(1), .number(3)])]),
      bootstrap: Bootstrap(draws: 5))
    #expect(ratio.main.variant == "ratio")
    #expect(ratio.agreement.statistics[.intraclassCorrelation] != nil)
    let tags = Variable(name: "v", type: .tags, categories: ["s", "t"].map { Category(name: $0) })
    let sets = try VariableAgreement(
      of: matrix(tags, [("x", [.tags("s"), .tags()]), ("y", [.tags("s", "t"), .tags()])]),
      bootstrap: Bootstrap(draws: 5))
    #expect(sets.main.variant == "MASI")
  }

  @Test func onlyTheChosenPostsCount() throws {
    let matrix = matrix(
      ces,
      [
        ("x", [.category("a"), .category("b"), .category("c")]),
        ("y", [.category("a"), .category("a"), .category("c")]),
      ])
    let found = try VariableAgreement(
      of: matrix, posts: [VariableCodings.post(0), VariableCodings.post(2)], bootstrap: Bootstrap(draws: 5))
    #expect(found.agreement.statistics[.percentAgreement]?.value == .defined(1))
  }

  @Test func disagreementsComeByHowOftenTheirAnswersAreConfused() {
    let matrix = matrix(
      ces,
      [
        ("x", [.category("a"), .category("a"), .category("b"), .category("c"), .category("a")]),
        ("y", [.category("b"), .category("c"), .category("a"), .category("c"), nil]),
        ("z", [.category("a"), .category("c"), nil, .category("c"), nil]),
      ])
    let found = matrix.disagreements()
    #expect(found.map(\.post) == [0, 2, 1].map(VariableCodings.post))
    #expect(found.map(\.pair) == [["a", "b"], ["a", "b"], ["a", "c"]])
    #expect(found.map(\.times) == [3, 3, 2])
    #expect(found[1].answers == ["b", "a", nil])
    #expect(matrix.disagreements(among: [VariableCodings.post(3)]).isEmpty)
    let numbers = self.matrix(
      Variable(name: "v", type: .number),
      [("x", [.number(1), .number(5)]), ("y", [.number(2), .number(9)])])
    #expect(numbers.disagreements().map(\.pair) == [["5", "9"], ["1", "2"]])
  }
}
