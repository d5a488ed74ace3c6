import ContentCoding
import Foundation
import HTTP
import LocalChat
import Synchronization
import Testing

@testable import Prompting

/// A register in memory.
final class MemoryRegister: BatchStore {
  let kept = Mutex<[String: SubmittedBatch]>([:])

  func open(of coder: String) -> [SubmittedBatch] {
    kept.withLock { $0.values.filter { $0.coder == coder && !$0.isTaken }.sorted { $0.id < $1.id } }
  }

  /// The requests that the study notes as asked; nil for all.
  let asked = Mutex<Set<RequestKey>?>(nil)

  func wasAsked(_ key: RequestKey) -> Bool { asked.withLock { $0?.contains(key) ?? true } }

  func keep(_ batch: SubmittedBatch) { kept.withLock { $0[batch.id] = batch } }
}

struct BatchClientTests {
  private let register = MemoryRegister()
  private let ledger = MemoryLedger()
  private let prices = PriceList(
    entries: [PriceList.Entry(model: "local", input: 1000, output: 1000, batchDiscount: 0.5)])

  private func with(
    _ conduct: ChatConduct = ChatConduct(), body: (LocalChat, BatchClient, URL) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await LocalChat(conduct, say: { "re: \($0.lastText)" }).run { chat in
      try await HTTPTransport.with(userAgent: "codeframe/test", environment: [:]) { transport in
        let endpoint = ChatEndpoint(
          address: try EndpointAddress(chat.endpoint),
          key: try EndpointKey(variable: "TEST_KEY", environment: ["TEST_KEY": ChatBench.secret]),
          transport: transport)
        let desk = BatchClient(
          endpoint: endpoint, ledger: ledger, register: register, prices: prices, retries: ChatBench.retries)
        try await body(chat, desk, folder)
      }
    }
  }

  private func requests(_ count: Int) -> AsyncStream<(request: ChatRequest, repetition: Int)> {
    AsyncStream { continuation in
      for number in 0..<count { continuation.yield((ChatBench.request("\(number)\n\"q\""), 0)) }
      continuation.finish()
    }
  }

  private func submit(_ count: Int, _ desk: BatchClient, _ folder: URL) async throws -> BatchClient.Submission
  {
    try await desk.submit(requests(count), capabilities: EndpointCapabilities(), coder: "gpt", folder: folder)
  }

  @Test func answersToNothingThatWasAskedAreNotBooked() async throws {
    try await with { chat, desk, folder in
      _ = try await submit(5, desk, folder)
      let batch = try #require(register.open(of: "gpt").first)
      _ = try await desk.take(batch)
      let first = RequestKey(
        endpoint: desk.endpoint.address, request: ChatBench.request("0\n\"q\""), repetition: 0)
      register.asked.withLock { $0 = [first] }
      let taken = try await desk.take(batch)
      #expect((taken.answers, taken.unasked, ledger.writes) == (1, 4, 1))
    }
  }

  @Test func handedInAndTaken() async throws {
    try await with { chat, desk, folder in
      let submission = try await submit(20, desk, folder)
      #expect(submission.batches.map(\.requests) == [20] && submission.tooLong.isEmpty)
      let batch = try #require(register.open(of: "gpt").first)
      let early = try await desk.take(batch)
      #expect(early.state.status == .inProgress && early.answers == 0)
      #expect(register.open(of: "gpt").count == 1)
      let taken = try await desk.take(batch)
      #expect(taken.state.status == .completed && taken.answers == 20 && taken.failures.isEmpty)
      #expect(register.open(of: "gpt").isEmpty)
      // Each answer belongs to its request, although they came the other way round.
      for number in 0..<20 {
        let key = RequestKey(
          endpoint: desk.endpoint.address, request: ChatBench.request("\(number)\n\"q\""), repetition: 0)
        let reply = try #require(ledger.answer(for: key)?.reply)
        #expect(reply.text == "re: \(number)\n\"q\"")
        let usage = reply.usage
        #expect(reply.cost == Double(usage.prompt + usage.completion) / 1000 * 0.5)
      }
      // Taken again, nothing changes; handed in again, nothing is left to ask.
      #expect(try await desk.take(batch).known == 20)
      #expect(ledger.writes == 20)
      let again = try await submit(20, desk, folder)
      #expect(again.batches.isEmpty && again.remembered == 20)
    }
  }

  @Test(arguments: ["expired", "cancelled"])
  func whatIsFinishedIsTaken(end: String) async throws {
    var conduct = ChatConduct()
    conduct.batchEnd = end
    conduct.batchAnswers = 7
    conduct.looksPerBatch = 1
    try await with(conduct) { chat, desk, folder in
      let batch = try #require(try await submit(10, desk, folder).batches.first)
      let taken = try await desk.take(batch)
      #expect(taken.answers == 7 && taken.failures.count == 3)
      #expect(taken.failures.values.allSatisfy { $0.code == .network })
      let rest = try await submit(10, desk, folder)
      #expect(rest.remembered == 7 && rest.batches.map(\.requests) == [3])
    }
  }

  @Test func aBatchThatFails() async throws {
    var conduct = ChatConduct()
    conduct.batchEnd = "failed"
    conduct.looksPerBatch = 1
    try await with(conduct) { chat, desk, folder in
      let batch = try #require(try await submit(2, desk, folder).batches.first)
      let taken = try await desk.take(batch)
      #expect(taken.state.status == .failed && taken.answers == 0)
      #expect(taken.state.message?.contains("not parseable") == true)
      #expect(register.open(of: "gpt").isEmpty)
    }
  }

  @Test func requestsThatFail() async throws {
    var conduct = ChatConduct()
    conduct.looksPerBatch = 1
    try await with(conduct) { chat, desk, folder in
      let batch = try #require(try await submit(4, desk, folder).batches.first)
      chat.fail(.contentFilter, .status(500), .refusal("No."))
      let taken = try await desk.take(batch)
      #expect(taken.answers == 2)
      #expect(Set(taken.failures.values.map(\.code)) == [.refused, .network])
      #expect(ledger.kept.withLock { $0.answers.values.contains { $0.reply.refusal == "No." } })
    }
  }

  @Test func largeBatchesAreSplit() async throws {
    try await with { chat, desk, folder in
      let submission = try await desk.submit(
        requests(25), capabilities: EndpointCapabilities(), coder: "gpt",
        into: BatchFile(folder: folder, limits: BatchFile.Limits(lines: 10, bytes: 1 << 20)))
      #expect(submission.batches.map(\.requests) == [10, 10, 5])
      let small = BatchFile(folder: folder, limits: BatchFile.Limits(lines: 10, bytes: 10))
      let none = try await desk.submit(
        requests(2), capabilities: EndpointCapabilities(), coder: "gpt", into: small)
      #expect(none.batches.isEmpty && none.tooLong.count == 2)
    }
  }

  @Test func anEndpointWithoutBatches() async throws {
    var conduct = ChatConduct()
    conduct.keys = ["another"]
    try await with(conduct) { chat, desk, folder in
      await #expect {
        _ = try await submit(1, desk, folder)
      } throws: { error in
        if case EndpointProblem.keyRefused = error { !"\(error)".contains("secret") } else { false }
      }
      let none = SubmittedBatch(
        id: "../files", endpoint: "", model: "local", requests: 1, submittedAt: Date(), coder: "gpt")
      await #expect(throws: BatchProblem.badName) { try await desk.state(of: none) }
    }
  }
}
