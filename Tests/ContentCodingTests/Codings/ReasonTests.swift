import ContentCoding
import Testing

struct ReasonTests {
  @Test func whatMayPassByItselfIsTransient() {
    #expect(Reason.Code.allCases.filter(\.isTransient) == [.missingFile, .fileAccess, .network])
  }

  @Test func everyCodeIsReadBack() {
    for code in Reason.Code.allCases {
      for message in ["", "a sentence", "with: a colon", ": odd"] {
        #expect(Reason(reading: Reason(code, message).description) == Reason(code, message))
      }
    }
  }

  /// The codes stand in tables and databases.
  @Test func codesArePinned() {
    #expect(
      Reason.Code.allCases.map(\.rawValue) == [
        "no-picture", "no-text", "no-features", "unreadable", "missing-file", "file-access",
        "not-applicable",
        "undecided", "refused", "network", "invalid-answer", "invalid-feature", "other",
      ])
  }

  @Test func anAnswerHasAValueExactlyWhereItIsCoded() {
    let coded = Answer.coded(.number(2), scores: ["x": 1], confidence: 0.5, cost: 0.1, details: ["k": "v"])
    #expect(coded.status == .coded)
    #expect(coded.value == .number(2))
    #expect(coded.reason == nil)
    let reason = Reason(.refused, "no")
    for (answer, status) in [
      (Answer.abstained(reason), Answer.Status.abstained), (.failed(reason, details: ["raw": "?"]), .failed),
    ] {
      #expect(answer.status == status)
      #expect(answer.value == nil)
      #expect(answer.reason == reason)
      #expect(answer.scores.isEmpty)
      #expect(answer.confidence == nil)
    }
  }
}
