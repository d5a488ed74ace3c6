import ContentCoding
import Foundation
import HTTP
import LocalChat
import Testing

@testable import Prompting

struct CachedChatTests {
  @Test func aReply() async throws {
    try await ChatBench.with { bench in
      let reply = try await bench.ask("two words").get()
      #expect(reply.text == "re: two words")
      #expect(reply.model == "local")
      #expect(reply.fingerprint == "fp_local")
      #expect(reply.finish == "stop")
      #expect(reply.refusal == nil)
      #expect(reply.usage.prompt > 0 && reply.usage.completion > 0)
      #expect(reply.tokens.map(\.token) == ["re:", "two", "words"])
      #expect(reply.tokens.allSatisfy { $0.logarithm == -0.125 })
      #expect(reply.latency > 0)
      #expect(reply.cost == 0)
      #expect(bench.chat.chats.first?.fields["authorization"] == "Bearer \(ChatBench.secret)")
    }
  }

  @Test func nothingIsPaidTwice() async throws {
    try await ChatBench.with { bench in
      let first = try await bench.ask().get()
      let again = try await bench.ask().get()
      #expect(again.text == first.text && again.usage == first.usage && again.latency == first.latency)
      #expect(bench.chat.chats.count == 1)
      _ = try await bench.ask(repetition: 1)
      _ = try await bench.ask("other")
      #expect(bench.chat.chats.count == 3)
      #expect(bench.ledger.count == 3)
    }
  }

  @Test func freshAsksAnew() async throws {
    try await ChatBench.with(isFresh: true) { bench in
      _ = try await bench.ask()
      _ = try await bench.ask()
      #expect(bench.chat.chats.count == 2)
      #expect(bench.ledger.count == 1)
    }
  }

  @Test func aRememberedReplyCostsNothing() async throws {
    let prices = PriceList(entries: [PriceList.Entry(model: "local", input: 1000, output: 1000)])
    try await ChatBench.with(prices: prices) { bench in
      let first = try await bench.ask().get()
      #expect(first.cost == Double(first.usage.prompt + first.usage.completion) / 1000)
      let again = try await bench.ask().get()
      #expect(again.cost == 0)
    }
  }

  @Test func theSameRequestAtOnceIsSentOnce() async throws {
    try await ChatBench.with { bench in
      bench.chat.fail(.held)
      try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<8 { group.addTask { try await bench.ask().get().text } }
        await bench.chat.waitUntilHeld()
        bench.chat.release()
        for try await text in group { #expect(text == "re: hello") }
      }
      #expect(bench.chat.chats.count == 1)
      #expect(bench.ledger.writes == 1)
    }
  }

  @Test(arguments: [
    ChatFault.crowded(), .crowded(retryAfter: 0.01), .status(500), .status(503), .drop, .hangUp, .truncated,
    .body("[]"), .body(#"{"choices":[]}"#), .slow(0.01),
  ])
  func faultsThatPass(fault: ChatFault) async throws {
    try await ChatBench.with { bench in
      _ = try await bench.ask("first")
      bench.chat.fail(fault, fault)
      let text = try await bench.text("second")
      #expect(text == "re: second")
      #expect(bench.ledger.writes == 2)
    }
  }

  @Test func aServerThatStaysBroken() async throws {
    try await ChatBench.with { bench in
      _ = try await bench.ask("first")
      bench.chat.fail(.status(500), .status(500), .status(500), .status(500), .status(500), .status(500))
      let result = try await bench.ask("second")
      guard case .failure(let unanswered) = result else {
        Issue.record("no failure")
        return
      }
      #expect(unanswered.reason.code == .network)
      #expect(unanswered.reason.message.contains("status 500"))
      #expect(bench.chat.chats.count == 7)
      #expect(bench.ledger.writes == 1)
    }
  }

  @Test func silence() async throws {
    try await ChatBench.with(timeouts: HTTPTimeouts(read: .milliseconds(500))) { bench in
      bench.chat.fail(.held)
      let text = try await bench.text("hello")
      #expect(text == "re: hello")
      // On a busy machine another answer may be too late.
      #expect(bench.chat.chats.count >= 2)
    }
  }

  @Test func nobodyThere() async throws {
    let port = try await LocalChat { _ in "" }.run { $0.endpoint }
    try await HTTPTransport.with(userAgent: "codeframe/test", environment: [:]) { transport in
      let endpoint = ChatEndpoint(address: try EndpointAddress(port), key: nil, transport: transport)
      let parts = CachedChat.Parts(
        endpoint: endpoint, ledger: MemoryLedger(), capabilities: MemoryCapabilities(),
        retries: RetryPolicy(attempts: 2, firstDelay: .milliseconds(1)))
      await #expect {
        _ = try await CachedChat(parts).ask(ChatBench.request(), repetition: 0)
      } throws: { error in
        if case EndpointProblem.unreachable = error { true } else { false }
      }
    }
  }

  @Test func refusals() async throws {
    try await ChatBench.with { bench in
      bench.chat.fail(.refusal("I cannot help with that."), .contentFilter, .bare)
      let refused = try await bench.ask("1").get()
      #expect(refused.refusal == "I cannot help with that." && refused.text.isEmpty)
      #expect(bench.ledger.writes == 1)
      guard case .failure(let filtered) = try await bench.ask("2") else {
        Issue.record("not filtered")
        return
      }
      #expect(filtered.reason.code == .refused)
      let bare = try await bench.ask("3").get()
      #expect(bare.model == nil && bare.fingerprint == nil && bare.usage == TokenUsage())
    }
  }

  @Test func cancellation() async throws {
    try await ChatBench.with { bench in
      bench.chat.fail(.held)
      let task = Task { try await bench.ask() }
      await bench.chat.waitUntilHeld()
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      bench.chat.release()
      #expect(bench.ledger.writes == 0)
      let text = try await bench.text("hello")
      #expect(text == "re: hello")
    }
  }

  @Test func connectionsAreUsedAgain() async throws {
    try await ChatBench.with { bench in
      for number in 0..<10 { _ = try await bench.ask("\(number)") }
      #expect(Set(bench.chat.chats.map(\.clientPort)).count == 1)
    }
  }
}
