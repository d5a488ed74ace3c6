/// What a model replied.
public struct ChatReply: Codable, Hashable, Sendable {
  /// The text; empty where the model refused.
  public var text: String
  /// The model's words where it refused.
  public var refusal: String?
  /// Why the reply ended: `stop`, `length`, `content_filter`, ...
  public var finish: String?
  /// The model that answered, by its own name.
  public var model: String?
  /// The fingerprint of the system that answered.
  public var fingerprint: String?
  /// What it took.
  public var usage: TokenUsage
  /// The tokens of the text with their log-probabilities; empty where the endpoint gives none.
  public var tokens: [TokenProbability]
  /// Seconds from the request to the whole reply.
  public var latency: Double
  /// US dollars; nil where the price is unknown.
  public var cost: Double?

  /// A reply.
  public init(
    text: String, refusal: String? = nil, finish: String? = nil, model: String? = nil,
    fingerprint: String? = nil, usage: TokenUsage = TokenUsage(), tokens: [TokenProbability] = [],
    latency: Double = 0, cost: Double? = nil
  ) {
    self.text = text
    self.refusal = refusal
    self.finish = finish
    self.model = model
    self.fingerprint = fingerprint
    self.usage = usage
    self.tokens = tokens
    self.latency = latency
    self.cost = cost
  }
}

/// Tokens that went in and came out.
public struct TokenUsage: Codable, Hashable, Sendable {
  /// Tokens of the request.
  public var prompt = 0
  /// Of these, tokens that the endpoint remembered and sells cheaper.
  public var cached = 0
  /// Tokens of the reply.
  public var completion = 0

  /// No tokens.
  public init(prompt: Int = 0, cached: Int = 0, completion: Int = 0) {
    self.prompt = prompt
    self.cached = cached
    self.completion = completion
  }
}

/// A token and how likely the model held it.
public struct TokenProbability: Codable, Hashable, Sendable {
  /// The token's text.
  public var token: String
  /// Its natural logarithm of the probability, at most 0.
  public var logarithm: Double

  /// A token.
  public init(token: String, logarithm: Double) {
    self.token = token
    self.logarithm = logarithm
  }
}
