import Foundation
import HTTP
import LocalChat
import Testing

@testable import Prompting

struct EndpointProblemTests {
  private func problem(
    _ conduct: ChatConduct = ChatConduct(), _ fault: ChatFault? = nil
  ) async throws -> (EndpointProblem?, Int) {
    var problem: EndpointProblem?
    var count = 0
    try await ChatBench.with(conduct) { bench in
      if let fault { bench.chat.fail(fault) }
      do { _ = try await bench.ask() } catch let error as EndpointProblem { problem = error }
      count = bench.chat.chats.count
      #expect(bench.ledger.writes == 0)
    }
    return (problem, count)
  }

  @Test func statusesThatStopTheRun() async throws {
    let faults: [(ChatFault, String)] = [
      (.status(400, message: "Invalid value: 'x'"), "does not take the request: Invalid value: 'x'"),
      (.status(401, message: "no"), "refused the key in TEST_KEY: no"),
      (.status(403, message: "Country not supported"), "does not allow it: Country not supported"),
      (.status(404, message: "gone"), "has no model \"local\", or is no chat endpoint: gone"),
      (.status(402, message: "pay"), "has no money or quota left: pay"),
      (
        .status(429, message: "You exceeded your current quota", code: "insufficient_quota"),
        "no money or quota"
      ),
      (.crowded(retryAfter: 7200), "come back in 7200 seconds"),
    ]
    for (fault, words) in faults {
      let (problem, count) = try await problem(ChatConduct(), fault)
      #expect(problem?.description.contains(words) == true, "\(String(describing: problem))")
      #expect(count == 1)
    }
  }

  @Test func oneRequestIsTooLong() async throws {
    try await ChatBench.with { bench in
      bench.chat.fail(.status(400, message: "too many tokens", code: "context_length_exceeded"))
      guard case .failure(let unanswered) = try await bench.ask() else {
        Issue.record("answered")
        return
      }
      #expect(unanswered.reason.message.contains("too many tokens"))
    }
  }

  /// A server that repeats the key in its refusal, as some do.
  @Test func theKeyIsNeverShown() async throws {
    var conduct = ChatConduct()
    conduct.keys = ["another"]
    let (problem, _) = try await problem(conduct)
    let words = try #require(problem)
    for text in ["\(words)", String(reflecting: words), words.localizedDescription] {
      #expect(!text.contains("secret"), "\(text)")
    }
    #expect(words.description.contains("[key]"))

    let key = try EndpointKey(variable: "TEST_KEY", environment: ["TEST_KEY": ChatBench.secret])
    var dumped = ""
    dump(key, to: &dumped)
    dump([key as Any], to: &dumped)
    for text in ["\(key)", String(reflecting: key), String(describing: Optional(key)), dumped] {
      #expect(!text.contains("secret") && text.contains("TEST_KEY"), "\(text)")
    }
  }

  @Test func theLedgerHoldsNoKey() async throws {
    try await ChatBench.with { bench in
      _ = try await bench.ask()
      let kept = bench.ledger.kept.withLock { $0.answers }
      for (key, answer) in kept {
        let written = try JSONEncoder().encode(key) + JSONEncoder().encode(answer)
        #expect(!String(decoding: written, as: UTF8.self).contains("secret"))
      }
      #expect(kept.count == 1)
    }
  }

  @Test(arguments: [
    "", "openai", "ftp://a/v1", "https://", "https://a/v1?key=1", "https://me:word@a/v1", "https://a#b",
  ])
  func badAddresses(text: String) {
    #expect(throws: EndpointProblem.badAddress) { try EndpointAddress(text) }
  }

  @Test func addresses() throws {
    let address = try EndpointAddress("https://API.openai.com/v1/")
    #expect(address.text == "https://API.openai.com/v1" && address.host == "api.openai.com")
    #expect(
      try EndpointAddress("http://localhost:8000/v1/chat/completions").text == "http://localhost:8000/v1")
    for text in ["http://localhost/v1", "http://127.0.0.1:1/v1", "http://127.9.9.9/", "http://[::1]:80/v1"] {
      let loopback = try EndpointAddress(text)
      #expect(loopback.isLoopback && !loopback.isUnencrypted, "\(text)")
    }
    for text in ["http://127.0.0.1.example.org/v1", "http://10.0.0.1/v1", "http://localhost.example.org"] {
      let remote = try EndpointAddress(text)
      #expect(!remote.isLoopback && remote.isUnencrypted, "\(text)")
    }
  }

  @Test func keys() {
    #expect(throws: EndpointProblem.noKey(variable: "K")) { try EndpointKey(variable: "K", environment: [:]) }
    #expect(throws: EndpointProblem.noKey(variable: "K")) {
      try EndpointKey(variable: "K", environment: ["K": " \n"])
    }
    #expect(throws: EndpointProblem.badKey(variable: "K")) {
      try EndpointKey(variable: "K", environment: ["K": "a\r\nX: b"])
    }
  }
}
