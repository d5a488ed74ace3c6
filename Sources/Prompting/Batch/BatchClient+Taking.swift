import ContentCoding
import Foundation

extension BatchClient {
  /// What was taken from a batch.
  public struct Taken: Hashable, Sendable {
    /// Where the batch stands.
    public var state: BatchState
    /// Answers that are in the ledger now.
    public var answers = 0
    /// Of these, those that were there before.
    public var known = 0
    /// Why requests have no answer, by their keys' names; those of an expired batch can be asked again.
    public var failures: [String: Reason] = [:]
    /// Lines that could not be read.
    public var unreadable = 0
    /// Answers that nobody asked for, or that came a second time; they are not kept.
    public var unasked = 0
    /// What the answers cost, in US dollars; nil where the price is unknown.
    public var cost: Double?
  }

  /// Takes what a batch that is over has answered.
  ///
  /// Each answer is in the ledger before the next line is read, so that a program that is killed takes the rest the
  /// next time. A batch that is not over is let be.
  ///
  /// - Returns: What was taken, and where the batch stands.
  /// - Throws: `EndpointProblem`, `BatchProblem`, `HTTPFailure`, what the ledger and the register throw.
  public func take(_ batch: SubmittedBatch) async throws -> Taken {
    var taken = Taken(state: try await state(of: batch))
    guard taken.state.isOver else { return taken }
    let price = prices.price(of: batch.model, at: endpoint.address)
    taken.cost = price.map { _ in 0 }
    var seen: Set<String> = []
    for file in [taken.state.output, taken.state.errors] {
      guard let file else { continue }
      taken.unreadable += try await eachLine(of: file, model: batch.model) { line in
        try take(line, price: price, into: &taken, seen: &seen)
      }
    }
    var done = batch
    done.isTaken = true
    try register.keep(done)
    return taken
  }

  private func take(
    _ line: [UInt8], price: Price?, into taken: inout Taken, seen: inout Set<String>
  ) throws {
    guard let value = WireValue(line), let name = value["custom_id"].text,
      let key = RequestKey(name: name, endpoint: endpoint.address)
    else {
      taken.unreadable += 1
      return
    }
    guard try register.wasAsked(key), seen.insert(name).inserted else {
      taken.unasked += 1
      return
    }
    let body = value["response"]["body"]
    guard value["response"]["status_code"].count == 200, var reply = ChatReply.reading(body, latency: 0)
    else {
      taken.failures[name] = Self.reason(value, key: endpoint.key)
      return
    }
    taken.answers += 1
    guard try ledger.answer(for: key) == nil else {
      taken.known += 1
      return
    }
    reply.cost = price?.cost(ofCounted: reply.usage, isBatch: true)
    if let cost = reply.cost { taken.cost = taken.cost.map { $0 + cost } } else { taken.cost = nil }
    try ledger.keep(PaidAnswer(reply: reply, answeredAt: Date()), for: key)
  }

  /// Why a line holds no answer.
  private static func reason(_ value: WireValue, key: EndpointKey?) -> Reason {
    let own = value["error"]
    let inner = value["response"]["body"]["error"]
    let code = own["code"].code ?? inner["code"].code
    let words = own["message"].text ?? inner["message"].text ?? "it holds no chat completion"
    let shown = String((key?.redacted(words) ?? words).prefix(EndpointRefusal.longestMessage))
    let policies = ["content_filter", "content_policy_violation", "content_policy", "moderation_blocked"]
    if let code, policies.contains(code) { return Reason(.refused, shown) }
    let status = value["response"]["status_code"].count ?? 0
    let isTransient = ["batch_expired", "batch_cancelled"].contains(code) || status == 429 || status >= 500
    return Reason(isTransient ? .network : .other, shown)
  }

  /// - Returns: How many lines were too long to be read.
  private func eachLine(
    of file: String, model: String, take: ([UInt8]) throws -> Void
  ) async throws -> Int {
    let response = try await answer(.get, "files/\(try Self.step(file))/content", model: model)
    var splitter = LineSplitter(limit: ChatEndpoint.longestReply)
    for try await piece in response.body {
      for line in splitter.lines(adding: piece) { try take(line) }
    }
    if let line = splitter.finish() { try take(line) }
    return splitter.passed
  }
}
