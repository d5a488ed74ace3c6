import ContentCoding
import Testing

struct FilterQuestionsTests {
  private let codebook = Codebook(variables: [
    Variable(name: "politics", type: .boolean),
    Variable(
      name: "genre", type: .category, categories: [Category(name: "satire"), Category(name: "news")],
      appliesWhen: [FilterCondition(variable: "politics", values: ["true"])]),
    Variable(
      name: "slant", type: .number, appliesWhen: [FilterCondition(variable: "genre", values: ["news"])]),
  ])

  private func codings(politics: CodedValue?, genre: String) -> [Coding] {
    let first = politics.map { Coding(postID: "p", variable: "politics", answer: .coded($0)) }
    return (first.map { [$0] } ?? []) + [
      Coding(postID: "p", variable: "genre", answer: .coded(.category(genre))),
      Coding(postID: "p", variable: "slant", answer: .coded(.number(1))),
    ]
  }

  @Test func aFailedFilterRulesOutWhatDependsOnIt() {
    let answers = codebook.applyingFilters(to: codings(politics: .boolean(false), genre: "news")).map(
      \.answer)
    #expect(answers[0].status == .coded)
    #expect(answers[1].reason == Reason(.notApplicable, "applies when politics is true"))
    #expect(answers[2].reason == Reason(.notApplicable, "applies when genre is news"))
  }

  @Test func aFilterThatHoldsChangesNothing() {
    let codings = codings(politics: .boolean(true), genre: "news")
    #expect(codebook.applyingFilters(to: codings) == codings)
  }

  @Test func anUnansweredFilterRulesNothingOut() {
    let codings = codings(politics: nil, genre: "news")
    #expect(codebook.applyingFilters(to: codings) == codings)
  }
}
