/// How the posts of a sample are shared among strata.
public enum Allocation: String, Codable, CaseIterable, Sendable {
  /// A stratum gets posts in proportion to its size: every post has about the same chance.
  case proportional
  /// Every stratum gets as many: small strata are drawn more densely.
  case equal

  /// How many posts each stratum gets; a function of the sizes alone, without chance.
  ///
  /// With w_h = N_h (proportional) or 1 (equal), the share of stratum h is x_h = min(N_h, max(1, λ w_h)), λ such that the
  /// shares sum to `total`. Shares are rounded down, and what is left goes one by one to the largest remainders; ties go to
  /// the larger stratum, then to the earlier one. (Hamilton's method, with a floor of 1 and a ceiling of N_h.)
  ///
  /// - Parameters:
  ///   - total: how many posts are drawn.
  ///   - sizes: N_h, each 1 or more.
  /// - Returns: n_h, with 1 <= n_h <= N_h and the sum `total`; nil where `total` is below the number of strata or above the
  ///   sum of the sizes, so that there are no such numbers.
  public func counts(drawing total: Int, from sizes: [Int]) -> [Int]? {
    guard sizes.allSatisfy({ $0 >= 1 }), total >= sizes.count, total <= sizes.reduce(0, +) else { return nil }
    let shares = shares(of: total, among: sizes)
    var counts = shares.map { Int($0) }
    var left = total - counts.reduce(0, +)
    let byRemainder = sizes.indices.sorted { one, other in
      (shares[one] - Double(counts[one]), sizes[one], -one)
        > (shares[other] - Double(counts[other]), sizes[other], -other)
    }
    // One round is enough but for rounding errors of λ.
    while left > 0 {
      for stratum in byRemainder where left > 0 && counts[stratum] < sizes[stratum] {
        counts[stratum] += 1
        left -= 1
      }
    }
    return counts
  }

  /// The shares x_h, by bisection of λ; their sum is `total` or a little less.
  private func shares(of total: Int, among sizes: [Int]) -> [Double] {
    func shares(_ level: Double) -> [Double] {
      sizes.map { min(Double($0), max(1, level * (self == .equal ? 1 : Double($0)))) }
    }
    var low = 0.0
    var high = Double(sizes.max() ?? 1)
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if shares(middle).reduce(0, +) > Double(total) { high = middle } else { low = middle }
    }
    return shares(low)
  }
}
