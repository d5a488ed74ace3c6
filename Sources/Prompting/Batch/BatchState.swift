/// Where a batch stands.
public struct BatchState: Hashable, Sendable {
  /// What the endpoint does with it.
  public enum Status: String, Hashable, Sendable {
    case validating
    case inProgress = "in_progress"
    case finalizing
    case completed
    case failed
    case expired
    case cancelling
    case cancelled
    /// A word that is not known here; it is waited for.
    case unknown
  }

  /// What the endpoint does with it.
  public var status: Status
  /// How many of its requests were answered, so far.
  public var completed: Int
  /// How many failed.
  public var failed: Int
  /// How many there are; 0 before they are counted.
  public var total: Int
  /// The file of the answers.
  var output: String?
  /// The file of the failures.
  var errors: String?
  /// Why the whole batch failed, in the endpoint's words.
  public var message: String?

  /// Whether nothing more will come.
  public var isOver: Bool {
    switch status {
    case .completed, .failed, .expired, .cancelled: true
    case .validating, .inProgress, .finalizing, .cancelling, .unknown: false
    }
  }

  /// Reads what the endpoint says; nil where it is no batch.
  init?(_ value: WireValue?) {
    guard let value, let word = value["status"].text else { return nil }
    status = Status(rawValue: word) ?? .unknown
    let counts = value["request_counts"]
    completed = counts["completed"].count ?? 0
    failed = counts["failed"].count ?? 0
    total = counts["total"].count ?? 0
    output = value["output_file_id"].text
    errors = value["error_file_id"].text
    let messages = value["errors"]["data"].elements.compactMap { $0["message"].text }
    message = messages.isEmpty ? nil : String(messages.prefix(3).joined(separator: " ").prefix(500))
  }
}
