import Foundation

/// A batch that was handed in.
public struct SubmittedBatch: Codable, Hashable, Sendable {
  /// The endpoint's name for it.
  public var id: String
  /// The endpoint's address.
  public var endpoint: String
  /// The model's name, for the price.
  public var model: String
  /// How many requests it holds.
  public var requests: Int
  /// When it was handed in.
  public var submittedAt: Date
  /// The coder that asked.
  public var coder: String
  /// Whether all that it will ever hold was taken.
  public var isTaken: Bool

  /// A batch.
  public init(
    id: String, endpoint: String, model: String, requests: Int, submittedAt: Date, coder: String,
    isTaken: Bool = false
  ) {
    self.id = id
    self.endpoint = endpoint
    self.model = model
    self.requests = requests
    self.submittedAt = submittedAt
    self.coder = coder
    self.isTaken = isTaken
  }
}

/// Remembers the batches that were handed in, so that another start of the program finds them.
public protocol BatchStore: Sendable {
  /// The batches of a coder that are not taken yet, oldest first.
  func open(of coder: String) throws -> [SubmittedBatch]
  /// Whether a request was handed in, so that an answer to it is wanted.
  func wasAsked(_ key: RequestKey) throws -> Bool
  /// Keeps a batch, in place of what was known of it by its id and endpoint.
  func keep(_ batch: SubmittedBatch) throws
}
