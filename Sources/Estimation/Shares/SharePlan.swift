import Reliability

/// How many posts a person must code for a share's interval to be narrow enough.
///
/// n = z² s² / (h² + z² s² / N), h half the wanted width, N the corpus and s² the variance of what the sample has to find: p (1 - p) by
/// the person alone, or what of it the coder does not tell, p (1 - p)(1 - r²), with r the correlation of their answers.
/// Source: Cochran (1977), "Sampling Techniques", chapter 4.
public struct SharePlan: Sendable, Encodable, Equatable {
  /// Posts to code where the machine's codings are not used.
  public let byHand: Int
  /// Posts to code where shares are prediction-powered; nil where the correlation is not known.
  public let withCoder: Int?

  /// A plan.
  ///
  /// - Parameters:
  ///   - share: The expected share, from 0 to 1.
  ///   - correlation: The correlation of the coder's and the person's answers; nil where it is not known.
  ///   - width: The width of the interval, above 0.
  ///   - posts: How many posts the corpus has.
  ///   - level: The coverage of the interval.
  public init(share: Double, correlation: Double?, width: Double, posts: Int, level: Double = 0.95) {
    let z = Interval.normalQuantile(ofLevel: level)
    func needed(_ variance: Double) -> Int {
      let spread = z * z * variance
      let half = width / 2
      let n = spread / (half * half + spread / Double(max(1, posts)))
      return min(posts, Int(n.rounded(.up)))
    }
    let variance = share * (1 - share)
    byHand = needed(variance)
    withCoder = correlation.map { needed(variance * (1 - $0 * $0)) }
  }
}
