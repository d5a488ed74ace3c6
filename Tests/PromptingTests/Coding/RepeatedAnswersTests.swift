import ContentCoding
import Testing

@testable import Prompting

struct RepeatedAnswersTests {
  private func combined(_ answers: [Answer], _ type: VariableType) -> Answer {
    RepeatedAnswers.combined(answers, type: type)
  }

  @Test func oneRepetitionStays() {
    let answer = Answer.coded(.boolean(true), confidence: 0.5)
    #expect(combined([answer], .boolean) == answer)
  }

  @Test func theFirstOfEquallyFrequentOnesWins() {
    let answers: [Answer] = ["b", "a", "a", "b"].map { .coded(.category($0)) }
    let answer = combined(answers, .category)
    #expect(answer.value == .category("b"))
    #expect(answer.details == ["agreement": "0.5", "repetitions": "4"])
  }

  @Test func confidencesAreAveragedOverTheWinners() {
    let answer = combined(
      [
        .coded(.boolean(true), confidence: 0.5), .coded(.boolean(false), confidence: 0.1),
        .coded(.boolean(true), confidence: 1),
      ], .boolean)
    #expect(answer.confidence == 0.75)
  }

  @Test func numbersAreAveraged() {
    let answers: [Answer] = [0.1, 0.1, 0.1].map { .coded(.number($0)) }
    #expect(combined(answers, .number).value == .number(0.1))
    let mixed: [Answer] = [0, 0.5, 1, 0.5].map { .coded(.number($0)) }
    #expect(combined(mixed, .number).value == .number(0.5))
    #expect(combined(mixed, .number).details["agreement"] == "0.5")
  }

  @Test func tagsNeedMoreThanHalf() {
    let answers: [Answer] = [["a", "b"], ["a"], ["c"], ["a", "b"]].map { .coded(.tags(Set($0))) }
    let answer = combined(answers, .tags)
    #expect(answer.value == .tags(["a"]))
    #expect(answer.details["agreement"] == "0.25")
  }

  @Test func abstentionsVoteAndFailuresDoNot() {
    let refused = Answer.abstained(Reason(.refused, "no"))
    let failed = Answer.failed(Reason(.network, "gone"))
    #expect(combined([.coded(.boolean(true)), refused, refused], .boolean).reason == refused.reason)
    let coded = combined([failed, failed, .coded(.boolean(true))], .boolean)
    #expect(coded.value == .boolean(true) && coded.details["agreement"] == "0.3333")
    #expect(combined([failed, failed], .boolean) == failed)
  }
}
