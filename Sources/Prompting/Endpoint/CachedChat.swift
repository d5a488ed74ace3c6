import ContentCoding
import Foundation
import HTTP

/// Asks an endpoint: looks first whether the answer was paid before, keeps within the budget and the limits, asks again
/// where that may help, and keeps each answer before it gives it.
///
/// - A reply from the ledger costs 0 once a stored coding carries its cost, and carries the tokens and the latency of when it was given.
/// - The same request, asked twice at once, is sent once.
/// - A reply whose endpoint counts no tokens costs nil, unless the model is free.
public struct CachedChat: ChatClient {
  /// What a correspondence is made of.
  public struct Parts: Sendable {
    /// Who is asked.
    public var endpoint: ChatEndpoint
    /// What was paid before.
    public var ledger: any AnswerStore
    /// What endpoints take.
    public var capabilities: any CapabilityStore
    /// How fast is asked.
    public var pacing: RequestPacing
    /// How often and after how long is asked again.
    public var retries: RetryPolicy
    /// What models cost.
    public var prices: PriceList
    /// What may be spent.
    public var budget: Budget?
    /// Whether the ledger is written only, and all is asked anew.
    public var isFresh: Bool
    /// Told of each wait before another attempt.
    public var willRetry: @Sendable (Retry) -> Void
    /// Told how long no request has had an answer, each time that ``patience`` has passed.
    public var isWaiting: @Sendable (Duration) -> Void = { _ in }
    /// How long is waited in silence.
    public var patience = Duration.seconds(60)

    /// Parts with the documented defaults.
    public init(
      endpoint: ChatEndpoint, ledger: any AnswerStore, capabilities: any CapabilityStore,
      pacing: RequestPacing = RequestPacing(), retries: RetryPolicy = .prompting,
      prices: PriceList = PriceList(), budget: Budget? = nil, isFresh: Bool = false,
      willRetry: @escaping @Sendable (Retry) -> Void = { _ in }
    ) {
      self.endpoint = endpoint
      self.ledger = ledger
      self.capabilities = capabilities
      self.pacing = pacing
      self.retries = retries
      self.prices = prices
      self.budget = budget
      self.isFresh = isFresh
      self.willRetry = willRetry
    }
  }

  private let parts: Parts
  private let exchange: RequestAttempts
  private let shared = SharedRequests()

  /// Who is asked.
  public var endpoint: ChatEndpoint { parts.endpoint }

  /// A correspondence.
  public init(_ parts: Parts) {
    self.parts = parts
    exchange = RequestAttempts(parts)
  }

  /// Asks, or gives the answer that was paid before.
  public func ask(_ request: ChatRequest, repetition: Int) async throws -> Result<ChatReply, Unanswered> {
    let key = RequestKey(endpoint: parts.endpoint.address, request: request, repetition: repetition)
    if !parts.isFresh, let paid = try parts.ledger.answer(for: key) { return .success(Self.remembered(paid)) }
    return try await shared.run(key) { [parts, exchange] in
      // Another caller may have had the answer between the look and now.
      if !parts.isFresh, let paid = try parts.ledger.answer(for: key) {
        return .success(Self.remembered(paid))
      }
      let result = try await exchange.run(request)
      if case .success(let reply) = result {
        try parts.ledger.keep(PaidAnswer(reply: reply, answeredAt: Date()), for: key)
      }
      return result
    }
  }

  /// Whether a request's answer was paid before, which `--dry-run` counts.
  public func remembers(_ request: ChatRequest, repetition: Int) throws -> Bool {
    let key = RequestKey(endpoint: parts.endpoint.address, request: request, repetition: repetition)
    return try parts.ledger.answer(for: key) != nil
  }

  private static func remembered(_ paid: PaidAnswer) -> ChatReply {
    var reply = paid.reply
    if paid.isCounted { reply.cost = 0 }
    return reply
  }
}
