import ContentCoding
import Testing

@Suite("What several coders agree on")
struct ConsensusTests {
  private let codebook = Codebook(variables: [Variable.categories(["a", "b", "c"])])

  private func consensus(_ rule: ConsensusRule, _ coders: [(String, [Answer?])]) -> Consensus {
    Consensus(
      by: rule, of: ["v": coders.map { VariableCodings($0, $1, kind: .person) }], codebook: codebook)
  }

  private func values(_ consensus: Consensus) -> [String?] { consensus.codings.map { $0.answer.value?.text } }

  private let three: [(String, [Answer?])] = [
    ("x", [.category("a"), .category("a"), .category("a"), .category("a"), nil]),
    ("y", [.category("a"), .category("a"), .category("b"), .category("b"), .category("c")]),
    ("z", [.category("a"), .category("b"), .category("c"), nil, nil]),
  ]

  @Test func rulesDecideOrLeaveOpen() {
    let majority = consensus(.majority, three)
    #expect(values(majority) == ["a", "a", nil, nil, "c"])
    #expect(majority.codings[2].answer.reason?.message == "a tie between a, b, c")
    #expect(majority.variables[0].decided == 3 && majority.variables[0].undecided == 2)
    #expect(majority.variables[0].disputed == 1)
    let unanimity = consensus(.unanimity, three)
    #expect(values(unanimity) == ["a", nil, nil, nil, nil])
    #expect(unanimity.codings[1].answer.reason?.message == "coders differ: a, b")
    #expect(unanimity.codings[4].answer.reason?.message == "only y has coded the post")
    #expect(values(consensus(.coder("z"), three)) == ["a", "b", "c", nil, "c"])
    let adjudicated = consensus(.adjudicated(by: "z"), three)
    #expect(values(adjudicated) == ["a", "a", "c", nil, nil])
    #expect(adjudicated.codings[3].answer.reason?.message == "coders differ: a, b; z has not settled it")
  }

  @Test func dawidAndSkeneLeavesTiesAlone() {
    let two = consensus(.dawidSkene, [("x", [.category("a")]), ("y", [.category("b")])])
    #expect(values(two) == [nil])
    let found = consensus(.dawidSkene, three)
    #expect(Array(values(found).prefix(2)) == ["a", "a"])
    #expect(found.codings[0].answer.details["vote:x"] == "a")
  }

  @Test func theOrderOfCodersDoesNotMatter() {
    for rule in [ConsensusRule.majority, .unanimity, .coder("y"), .adjudicated(by: "z"), .dawidSkene] {
      #expect(values(consensus(rule, three)) == values(consensus(rule, three.reversed())), "\(rule)")
    }
  }

  @Test(arguments: ["majority", "unanimity", "coder:anna", "adjudicated:b:c", "dawid-skene"])
  func rulesAreReadAsTheyAreWritten(text: String) {
    #expect(ConsensusRule(text)?.text == text)
  }

  @Test(arguments: ["", "most", "coder", "coder:", "adjudicated", "Majority"])
  func otherWordsAreNoRules(text: String) {
    #expect(ConsensusRule(text) == nil)
  }
}
