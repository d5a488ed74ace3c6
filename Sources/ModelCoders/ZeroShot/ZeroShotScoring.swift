import Foundation

/// How a model turns the cosine of a post and a phrase into a score.
public enum ZeroShotScoring: Codable, Hashable, Sendable {
  /// `exp(scale x cosine)`, divided by the sum over what competes: CLIP, whose scale is 100.
  ///
  /// Source: Radford et al. (2021), and `zero_shot_classifier` of open_clip.
  case softmax(scale: Double)
  /// `1 / (1 + exp(-(scale x cosine + bias)))`, each on its own: SigLIP.
  ///
  /// Source: Zhai et al. (2023).
  case sigmoid(scale: Double, bias: Double)

  /// 1 / (1 + exp(-x)), also where exp(-x) overflows.
  static func logistic(_ x: Double) -> Double {
    1 / (1 + exp(-x))
  }

  /// The softmax of `logits`; finite for all finite ones.
  static func softmax(_ logits: [Double]) -> [Double] {
    let greatest = logits.max() ?? 0
    let powers = logits.map { exp($0 - greatest) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }
}
