import ContentCoding
import Foundation
import HTTP

/// Hands batches in at an endpoint, and takes what is finished into the ledger.
///
/// A batch costs less and takes up to a day. What it does not answer, because it expired, was cancelled or failed for a
/// request, is simply not in the ledger, so that it can be asked again in whichever way.
public struct BatchClient: Sendable {
  /// What was handed in.
  public struct Submission: Sendable {
    /// The batches.
    public var batches: [SubmittedBatch] = []
    /// Requests whose answers were paid before.
    public var remembered = 0
    /// Requests that are longer than a whole file may be.
    public var tooLong: [RequestKey] = []
  }

  let endpoint: ChatEndpoint
  let ledger: any AnswerStore
  let register: any BatchStore
  let prices: PriceList
  let retries: RetryPolicy

  /// A client.
  public init(
    endpoint: ChatEndpoint, ledger: any AnswerStore, register: any BatchStore,
    prices: PriceList = PriceList(), retries: RetryPolicy = .prompting
  ) {
    self.endpoint = endpoint
    self.ledger = ledger
    self.register = register
    self.prices = prices
    self.retries = retries
  }

  /// Hands requests in, except those whose answers were paid before.
  ///
  /// The requests are written to files in `folder` one by one, the files are sent, and each batch is registered as soon
  /// as the endpoint has taken it. A request that is given twice is written once.
  ///
  /// - Parameters:
  ///   - requests: the requests with their repetitions, made when they are needed; all of one model.
  ///   - capabilities: what the endpoint takes, found out by one request before.
  ///   - coder: who asks.
  ///   - folder: an empty folder for the files, which the caller removes.
  /// - Returns: What was handed in, and what was not.
  /// - Throws: `EndpointProblem`, `BatchProblem`, what the ledger, the register and the disk throw.
  public func submit<Requests: AsyncSequence>(
    _ requests: Requests, capabilities: EndpointCapabilities, coder: String, folder: URL
  ) async throws -> Submission where Requests.Element == (request: ChatRequest, repetition: Int) {
    try await submit(
      requests, capabilities: capabilities, coder: coder,
      into: BatchFile(folder: folder, limits: BatchFile.Limits()))
  }

  func submit<Requests: AsyncSequence>(
    _ requests: Requests, capabilities: EndpointCapabilities, coder: String, into first: BatchFile
  ) async throws -> Submission where Requests.Element == (request: ChatRequest, repetition: Int) {
    var file = first
    var submission = Submission()
    var seen: Set<RequestKey> = []
    var model = ""
    for try await (request, repetition) in requests {
      try Task.checkCancellation()
      let key = RequestKey(endpoint: endpoint.address, request: request, repetition: repetition)
      model = request.model
      guard seen.insert(key).inserted else { continue }
      guard try ledger.answer(for: key) == nil else {
        submission.remembered += 1
        continue
      }
      if try !file.append(BatchFile.line(request, key: key, capabilities)) { submission.tooLong.append(key) }
    }
    try file.close()
    for part in file.finished {
      let id = try await create(from: try await upload(part), model: model)
      let batch = SubmittedBatch(
        id: id, endpoint: endpoint.address.text, model: model, requests: part.lines, submittedAt: Date(),
        coder: coder)
      try register.keep(batch)
      submission.batches.append(batch)
    }
    return submission
  }

  /// Where a batch stands.
  public func state(of batch: SubmittedBatch) async throws -> BatchState {
    let value = try await json(.get, "batches/\(try Self.step(batch.id))", model: batch.model)
    guard let state = BatchState(value) else {
      throw BatchProblem.unreadable(endpoint: endpoint.address.text)
    }
    return state
  }

  /// Asks the endpoint to end a batch; what is answered by then can be taken.
  public func cancel(_ batch: SubmittedBatch) async throws {
    _ = try await json(.post, "batches/\(try Self.step(batch.id))/cancel", body: [], model: batch.model)
  }

  private func upload(_ file: BatchFile.Finished) async throws -> String {
    let form = MultipartForm(
      fields: [("purpose", "batch")], file: file.url, fileName: "requests.jsonl",
      fileType: "application/jsonl")
    let value = try await json(.post, "files", upload: form.upload, type: form.type, model: "")
    guard let id = value?["id"].text else { throw BatchProblem.unreadable(endpoint: endpoint.address.text) }
    return id
  }

  private func create(from file: String, model: String) async throws -> String {
    let body = WireText.object { fields in
      fields.set("input_file_id", file)
      fields.set("endpoint", "/v1/chat/completions")
      fields.set("completion_window", "24h")
    }
    guard let id = try await json(.post, "batches", body: body, model: model)?["id"].text else {
      throw BatchProblem.unreadable(endpoint: endpoint.address.text)
    }
    // A name that cannot be asked for later is refused while the batch can still be looked after by hand.
    return try Self.step(id)
  }
}
