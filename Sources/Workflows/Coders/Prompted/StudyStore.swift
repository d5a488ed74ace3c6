import ContentCoding
import Foundation
import Prompting
import Storage

/// Keeps in the study what endpoints answered, what they take, and the batches that they hold.
struct StudyStore: AnswerStore, CapabilityStore, BatchStore {
  let study: Study
  /// Whether what an answer cost belongs to no coder's run, and so to no run's budget.
  var isOfNoRun = false

  func answer(for key: RequestKey) throws -> PaidAnswer? {
    try study.paidAnswer(for: PaidAnswerKey(key)).map { record in
      PaidAnswer(
        reply: try decoded(record.reply), isCounted: record.isCounted, answeredAt: record.answeredAt)
    }
  }

  func keep(_ answer: PaidAnswer, for key: RequestKey) throws {
    let record = PaidAnswerRecord(
      reply: try encoded(answer.reply), cost: answer.reply.cost, isCounted: isOfNoRun,
      answeredAt: answer.answeredAt)
    try study.keep(record, for: PaidAnswerKey(key), about: AskedPost.id)
  }

  func capabilities(of endpoint: String, model: String) throws -> EndpointCapabilities? {
    try study.capabilities(of: endpoint, model: model).map(decoded)
  }

  func keep(_ capabilities: EndpointCapabilities, of endpoint: String, model: String) throws {
    try study.keepCapabilities(try encoded(capabilities), of: endpoint, model: model, at: Date())
  }

  func open(of coder: String) throws -> [SubmittedBatch] {
    try study.openBatches(of: coder).map { try decoded($0.description) }
  }

  func wasAsked(_ key: RequestKey) throws -> Bool { try study.wasAsked(PaidAnswerKey(key)) }

  func keep(_ batch: SubmittedBatch) throws {
    try study.keep(
      BatchRecord(
        endpoint: batch.endpoint, id: batch.id, coder: batch.coder, isTaken: batch.isTaken,
        submittedAt: batch.submittedAt, description: try encoded(batch)))
  }

  private func encoded(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value)
  }

  private func decoded<Value: Decodable>(_ data: Data) throws -> Value {
    try JSONDecoder().decode(Value.self, from: data)
  }
}

extension PaidAnswerKey {
  /// The study's form of a request's key.
  init(_ key: RequestKey) {
    self.init(endpoint: key.endpoint, request: key.fingerprint, repetition: key.repetition)
  }
}
