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

  /// What went wrong must stay visible, and be tried again: a filter that has no answer rules nothing out.
  @Test(arguments: [
    Answer.failed(Reason(.missingFile, "gone")), .abstained(Reason(.noPicture, "the post has no picture")),
  ])
  func aFilterThatFailedOrWasAbstainedFromRulesNothingOut(answer: Answer) {
    let codings = codebook.variables.map { Coding(postID: "p", variable: $0.name, answer: answer) }
    #expect(codebook.applyingFilters(to: codings) == codings)
  }

  @Test func aFailedAnswerThatDoesNotApplyIsRuledOut() {
    var codings = codings(politics: .boolean(false), genre: "news")
    codings[1].answer = .failed(Reason(.unreadable, "broken"))
    #expect(codebook.applyingFilters(to: codings)[1].answer.reason?.code == .notApplicable)
  }

  @Test func tagsHoldByAnyOfThemAndAllConditionsMustHold() {
    let codebook = Codebook(variables: [
      Variable(name: "themes", type: .tags, categories: ["war", "art", "sport"].map { Category(name: $0) }),
      Variable(name: "anger", type: .number),
      Variable(
        name: "side", type: .boolean,
        appliesWhen: [
          FilterCondition(variable: "themes", values: ["war", "sport"]),
          FilterCondition(variable: "anger", values: ["1"]),
        ]),
    ])
    func side(_ themes: Set<String>, _ anger: Double) -> Answer? {
      codebook.applyingFilters(to: [
        Coding(postID: "p", variable: "side", answer: .coded(.boolean(true))),
        Coding(postID: "p", variable: "themes", answer: .coded(.tags(themes))),
        Coding(postID: "p", variable: "anger", answer: .coded(.number(anger))),
      ]).first?.answer
    }
    #expect(side(["art", "sport"], 1)?.status == .coded)
    #expect(side(["art"], 1)?.reason?.message == "applies when themes is war or sport")
    #expect(side([], 1)?.reason?.code == .notApplicable)
    #expect(side(["war"], 0.5)?.reason?.message == "applies when anger is 1")
  }

  @Test func postsDoNotFilterEachOther() {
    let codings = ["p", "q"].flatMap { post in
      [
        Coding(postID: post, variable: "genre", answer: .coded(.category("news"))),
        Coding(postID: post, variable: "politics", answer: .coded(.boolean(post == "p"))),
      ]
    }
    let filtered = codebook.applyingFilters(to: codings)
    #expect(filtered.map(\.postID) == ["p", "p", "q", "q"])
    #expect(filtered.map(\.answer.status) == [.coded, .coded, .abstained, .coded])
  }
}
