import Foundation

/// McNemar's exact test of two coders on the same units: whether one of them is right more often.
///
/// p = min(1, 2 P(X ≤ min(b, c))) with X binomial of b + c trials and chance 1/2; b and c are the units on which one coder alone
/// is right. Undefined where there is none. Source: McNemar (1947); the same as statsmodels' `mcnemar(exact=True)`.
public struct McNemar: Sendable, Codable, Equatable {
  /// Units on which the first coder alone is right.
  public let firstOnly: Int
  /// Units on which the second coder alone is right.
  public let secondOnly: Int

  /// A test; numbers below 0 count as 0.
  public init(firstOnly: Int, secondOnly: Int) {
    self.firstOnly = max(0, firstOnly)
    self.secondOnly = max(0, secondOnly)
  }

  /// The two-sided p value, from above 0 to 1.
  public var pValue: Estimate<Double> {
    let discordant = firstOnly + secondOnly
    guard discordant > 0 else { return .undefined(.noDiscordantPairs) }
    let fewer = Double(min(firstOnly, secondOnly))
    // P(X ≤ k) of the binomial is an incomplete beta function.
    let tail = incompleteBeta(0.5, Double(discordant) - fewer, fewer + 1)
    return .defined(min(1, 2 * tail))
  }
}
