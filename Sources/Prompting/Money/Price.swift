/// What a model costs, in US dollars per million tokens.
public struct Price: Codable, Hashable, Sendable {
  /// Of tokens that go in.
  public var input: Double
  /// Of tokens that go in and that the endpoint remembers.
  public var cached: Double
  /// Of tokens that come out.
  public var output: Double
  /// The part of the price that batches save, 0 to 1.
  public var batchDiscount: Double
  /// The most tokens that one picture counts as; nil for the usual ``TokenEstimate/pictureTokens``.
  public var pictureTokens: Int?

  /// A price.
  public init(
    input: Double, cached: Double? = nil, output: Double, batchDiscount: Double = 0, pictureTokens: Int? = nil
  ) {
    self.pictureTokens = pictureTokens
    self.input = input
    self.cached = cached ?? input
    self.output = output
    self.batchDiscount = batchDiscount
  }

  /// Nothing: a model on one's own machine.
  public static let free = Price(input: 0, output: 0)

  /// Whether it costs nothing.
  public var isFree: Bool { input == 0 && cached == 0 && output == 0 }

  /// `((prompt - cached) * input + cached * cachedPrice + completion * output) / 10^6`, less the discount of a batch.
  ///
  /// - Parameters:
  ///   - usage: the tokens.
  ///   - isBatch: whether they were asked for in a batch.
  /// - Returns: US dollars.
  public func cost(of usage: TokenUsage, isBatch: Bool = false) -> Double {
    let prompt = Double(max(0, usage.prompt))
    let remembered = min(prompt, Double(max(0, usage.cached)))
    let sum =
      (prompt - remembered) * input + remembered * cached + Double(max(0, usage.completion)) * output
    return sum / 1e6 * (isBatch ? 1 - batchDiscount : 1)
  }

  /// The cost of tokens that an endpoint counted; nil where it counted none, unless all is free.
  public func cost(ofCounted usage: TokenUsage, isBatch: Bool = false) -> Double? {
    if isFree { return 0 }
    return usage.prompt == 0 && usage.completion == 0 ? nil : cost(of: usage, isBatch: isBatch)
  }
}
