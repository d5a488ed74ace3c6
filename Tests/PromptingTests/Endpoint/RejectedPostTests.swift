import ContentCoding
import LocalChat
import Testing

@testable import Prompting

/// A status that one post causes is that post's, once others were answered; no list of vendors' codes decides it.
@Suite("A rejected post does not stop the others") struct RejectedPostTests {
  @Test(arguments: [400, 403, 413, 415, 422])
  func onePost(status: Int) async throws {
    try await ChatBench.with(fault: { $0.question?.lastText.contains("bad") == true ? .status(status) : nil })
    { bench in
      _ = try await bench.ask("first").get()
      guard case .failure(let unanswered) = try await bench.ask("bad") else {
        Issue.record("the rejected post was answered")
        return
      }
      #expect([.other, .refused].contains(unanswered.reason.code))
      #expect(try await bench.text("third") == "re: third")
    }
  }

  @Test func nothingButRejectionsStopTheRun() async throws {
    try await ChatBench.with(fault: { $0.question?.lastText.contains("bad") == true ? .status(400) : nil }) {
      bench in
      _ = try await bench.ask("first").get()
      var refused = 0
      await #expect(throws: EndpointProblem.self) {
        for number in 0..<50 {
          if case .failure = try await bench.ask("bad \(number)") { refused += 1 }
        }
      }
      #expect(refused == RequestAttempts.rejectionLimit - 1)
    }
  }

  @Test func theFirstRejectionStopsTheRunBeforeAnythingWasAnswered() async throws {
    try await ChatBench.with(fault: { _ in .status(400) }) { bench in
      await #expect(throws: EndpointProblem.self) { _ = try await bench.ask("first") }
    }
  }

  @Test func aWebPageIsRecognisedSoon() async throws {
    try await ChatBench.with(fault: { _ in .body("<!doctype html><title>log in</title>") }) { bench in
      await #expect(throws: EndpointProblem.self) { _ = try await bench.ask("first") }
      #expect(bench.chat.chats.count <= 3)
    }
  }

  @Test func anEndpointThatNeverEndsIsGivenUp() async throws {
    try await ChatBench.with(deadline: .milliseconds(300), fault: { _ in .slow(60) }) { bench in
      await #expect(throws: EndpointProblem.self) { _ = try await bench.ask("first") }
    }
  }
}
