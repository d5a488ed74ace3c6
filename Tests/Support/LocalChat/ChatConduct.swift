/// How the local chat behaves all the time.
public struct ChatConduct: Sendable {
  /// What forms of answers can be asked for.
  public enum Forms: Sendable {
    case schema
    case objectOnly
    case textOnly
  }

  /// What forms of answers can be asked for.
  public var forms = Forms.schema
  /// Whether `max_tokens` is refused in favour of `max_completion_tokens`.
  public var refusesMaxTokens = false
  /// Whether a temperature other than 1 is refused.
  public var refusesTemperature = false
  /// Whether `logprobs` is refused.
  public var refusesLogProbabilities = false
  /// The keys that are let in; nil for all, and none.
  public var keys: Set<String>?
  /// The models; a request for another is answered with 404; nil for all.
  public var models: [String]?
  /// How many requests may arrive within any window.
  public var limit: Int?
  /// The window in seconds.
  public var window = 60.0
  /// Whether the limit is told in `x-ratelimit-*`.
  public var announcesLimit = true
  /// The model's name in replies; nil for the one that was asked for.
  public var modelName: String?
  /// The fingerprint in replies.
  public var fingerprint = "fp_local"
  /// Batches: how often one is looked at before it ends.
  public var looksPerBatch = 2
  /// Batches: how they end.
  public var batchEnd = "completed"
  /// Batches: how many of their requests are answered; nil for all.
  public var batchAnswers: Int?

  /// A server that takes everything.
  public init() {}
}
