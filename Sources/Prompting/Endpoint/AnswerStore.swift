import Foundation

/// An answer that was paid.
public struct PaidAnswer: Codable, Hashable, Sendable {
  /// The reply, with what it cost when it was given.
  public var reply: ChatReply
  /// Whether its cost was told to a coding that is stored; else whoever asks next is told it.
  public var isCounted: Bool
  /// When it came.
  public var answeredAt: Date

  /// An answer.
  public init(reply: ChatReply, isCounted: Bool = true, answeredAt: Date) {
    self.reply = reply
    self.isCounted = isCounted
    self.answeredAt = answeredAt
  }
}

/// Keeps paid answers for good.
public protocol AnswerStore: Sendable {
  /// The answer to a request; nil where it was not asked yet.
  func answer(for key: RequestKey) throws -> PaidAnswer?
  /// Keeps an answer, in place of an older one; it survives a loss of power when this returns.
  func keep(_ answer: PaidAnswer, for key: RequestKey) throws
}
