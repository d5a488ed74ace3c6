import ContentCoding
import Foundation

/// What a paid answer is found by.
public struct PaidAnswerKey: Hashable, Sendable {
  /// The address that was asked.
  public var endpoint: String
  /// The fingerprint of the request's content.
  public var request: Fingerprint
  /// From 0; the same request under another number was asked anew.
  public var repetition: Int

  /// A key.
  public init(endpoint: String, request: Fingerprint, repetition: Int) {
    self.endpoint = endpoint
    self.request = request
    self.repetition = repetition
  }
}

/// A paid answer as it is kept.
public struct PaidAnswerRecord: Hashable, Sendable {
  /// The reply, in its own encoding.
  public var reply: Data
  /// US dollars; nil where the price is unknown.
  public var cost: Double?
  /// Whether a stored coding carries the cost, so that it is counted once.
  public var isCounted: Bool
  /// When it came, in UTC.
  public var answeredAt: Date

  /// A record.
  public init(reply: Data, cost: Double?, isCounted: Bool, answeredAt: Date) {
    self.reply = reply
    self.cost = cost
    self.isCounted = isCounted
    self.answeredAt = answeredAt
  }
}
