import ContentCoding
import Foundation
import HTTP
import LocalChat
import Synchronization

@testable import Prompting

/// A ledger in memory that counts what it is given.
final class MemoryLedger: AnswerStore {
  struct Kept {
    var answers: [RequestKey: PaidAnswer] = [:]
    var writes = 0
  }

  let kept = Mutex(Kept())

  func answer(for key: RequestKey) -> PaidAnswer? { kept.withLock { $0.answers[key] } }

  func keep(_ answer: PaidAnswer, for key: RequestKey) {
    kept.withLock {
      $0.answers[key] = answer
      $0.writes += 1
    }
  }

  var count: Int { kept.withLock { $0.answers.count } }
  var writes: Int { kept.withLock { $0.writes } }
}

/// What endpoints take, in memory.
final class MemoryCapabilities: CapabilityStore {
  let kept = Mutex<[String: EndpointCapabilities]>([:])

  func capabilities(of endpoint: String, model: String) -> EndpointCapabilities? {
    kept.withLock { $0["\(endpoint) \(model)"] }
  }

  func keep(_ capabilities: EndpointCapabilities, of endpoint: String, model: String) {
    kept.withLock { $0["\(endpoint) \(model)"] = capabilities }
  }
}

/// A correspondence with a local chat, and what it is made of.
struct ChatBench {
  static let secret = "sk-secret-0123456789"
  static let retries = RetryPolicy(
    attempts: 6, firstDelay: .milliseconds(2), longestDelay: .milliseconds(20))
  static let schema = AnswerSchema(
    name: "answer",
    json: #"{"type":"object","properties":{"zebra":{"type":"string"},"ant":{"type":"string"}}}"#)

  let chat: LocalChat
  let ledger: MemoryLedger
  let capabilities: MemoryCapabilities
  let correspondence: CachedChat
  let pacing: RequestPacing

  /// Runs `body` with a correspondence whose connections are closed afterwards.
  static func with(
    _ conduct: ChatConduct = ChatConduct(), limits: RequestLimits = RequestLimits(),
    retries: RetryPolicy = Self.retries, prices: PriceList = PriceList(), budget: Budget? = nil,
    isFresh: Bool = false, ledger: MemoryLedger = MemoryLedger(),
    capabilities: MemoryCapabilities = MemoryCapabilities(), timeouts: HTTPTimeouts = HTTPTimeouts(),
    deadline: Duration = ChatEndpoint.deadline,
    fault: @escaping @Sendable (ChatCall) -> ChatFault? = { _ in nil },
    say: @escaping @Sendable (ChatCall.Question) -> String = { "re: \($0.lastText)" },
    body: (ChatBench) async throws -> Void
  ) async throws {
    try await LocalChat(conduct, fault: fault, say: say).run { chat in
      try await HTTPTransport.with(userAgent: "codeframe/test", timeouts: timeouts, environment: [:]) {
        transport in
        let endpoint = ChatEndpoint(
          address: try EndpointAddress(chat.endpoint),
          key: try EndpointKey(variable: "TEST_KEY", environment: ["TEST_KEY": secret]), transport: transport,
          deadline: deadline)
        let pacing = RequestPacing(limits)
        let parts = CachedChat.Parts(
          endpoint: endpoint, ledger: ledger, capabilities: capabilities, pacing: pacing, retries: retries,
          prices: prices, budget: budget, isFresh: isFresh)
        try await body(
          ChatBench(
            chat: chat, ledger: ledger, capabilities: capabilities, correspondence: CachedChat(parts),
            pacing: pacing))
      }
    }
  }

  /// A request that says `text`.
  static func request(_ text: String = "hello", schema: AnswerSchema? = nil, maxTokens: Int = 100)
    -> ChatRequest
  {
    ChatRequest(
      model: "local", messages: [ChatMessage(.system, "You code posts."), ChatMessage(.user, text)],
      schema: schema, maxTokens: maxTokens)
  }

  func ask(_ text: String = "hello", schema: AnswerSchema? = nil, repetition: Int = 0) async throws
    -> Result<ChatReply, Unanswered>
  {
    try await correspondence.ask(Self.request(text, schema: schema), repetition: repetition)
  }

  /// The text of the reply.
  func text(_ text: String = "hello") async throws -> String { try await ask(text).get().text }
}
