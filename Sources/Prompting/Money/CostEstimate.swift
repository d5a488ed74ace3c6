/// What a run will take, from some of its requests.
public struct CostEstimate: Codable, Hashable, Sendable {
  /// Requests that are to be sent; those that were paid before are not counted.
  public var requests: Int
  /// Tokens that go in, and come out where each reply is as long as it may be.
  public var tokens: TokenUsage
  /// US dollars, from half the tokens that go in and a tenth of those that may come out, to all of them; nil where the price is unknown.
  public var cost: ClosedRange<Double>?

  /// An estimate.
  ///
  /// Each request that is not in the sample counts as the sample's mean. It is nil where there are requests, and none
  /// in the sample.
  ///
  /// - Parameters:
  ///   - sample: the first requests.
  ///   - requests: how many there are in all.
  ///   - price: what the model costs; nil where that is unknown.
  ///   - isBatch: whether they are asked for in a batch.
  public init?(sample: [ChatRequest], requests: Int, price: Price?, isBatch: Bool = false) {
    self.requests = max(0, requests)
    guard requests > 0 else {
      tokens = TokenUsage()
      cost = price.map { _ in 0...0 }
      return
    }
    guard !sample.isEmpty else { return nil }
    let most = sample.map { TokenEstimate($0, pictureTokens: price?.pictureTokens).most }
    let scale = Double(requests) / Double(sample.count)
    func whole(_ sum: Int) -> Int { Int((Double(sum) * scale).rounded(.up)) }
    let prompt = whole(most.reduce(0) { $0 + $1.prompt })
    let completion = whole(most.reduce(0) { $0 + $1.completion })
    tokens = TokenUsage(prompt: prompt, completion: completion)
    cost = price.map { price in
      let least = TokenUsage(prompt: prompt / 2, completion: completion / 10)
      return price.cost(of: least, isBatch: isBatch)...price.cost(of: tokens, isBatch: isBatch)
    }
  }
}
