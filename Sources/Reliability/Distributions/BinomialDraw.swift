import Foundation

/// Draws how many of n trials succeed.
///
/// By inversion where fewer than 10 successes are expected, else by transformed rejection. Both are exact.
/// Source: Hörmann (1993), "The generation of binomial random variates", algorithm BTRS.
struct BinomialDraw {
  let trials: Int
  /// From 0 to 1.
  let chance: Double

  func draw(using generator: inout SplitMix64) -> Int {
    if trials <= 0 || chance <= 0 { return 0 }
    if chance >= 1 { return trials }
    if chance > 0.5 {
      return trials - BinomialDraw(trials: trials, chance: 1 - chance).draw(using: &generator)
    }
    return Double(trials) * chance < 10 ? inverted(using: &generator) : rejecting(using: &generator)
  }

  private func inverted(using generator: inout SplitMix64) -> Int {
    let ratio = chance / (1 - chance)
    var mass = pow(1 - chance, Double(trials))
    var left = generator.nextShare()
    var count = 0
    while left > mass, count < trials {
      left -= mass
      count += 1
      mass *= ratio * Double(trials - count + 1) / Double(count)
    }
    return count
  }

  private func rejecting(using generator: inout SplitMix64) -> Int {
    let n = Double(trials)
    let deviation = (n * chance * (1 - chance)).squareRoot()
    let b = 1.15 + 2.53 * deviation
    let a = -0.0873 + 0.0248 * b + 0.01 * chance
    let centre = n * chance + 0.5
    let alpha = (2.83 + 5.1 / b) * deviation
    let mode = ((n + 1) * chance).rounded(.down)
    let odds = log(chance / (1 - chance))
    let peak = lgamma(mode + 1) + lgamma(n - mode + 1)
    while true {
      let u = generator.nextShare() - 0.5
      let v = generator.nextShare()
      let edge = 0.5 - abs(u)
      let count = ((2 * a / edge + b) * u + centre).rounded(.down)
      if edge >= 0.07, v <= 0.92 - 4.2 / b { return Int(count) }
      guard count >= 0, count <= n else { continue }
      let mass = peak - lgamma(count + 1) - lgamma(n - count + 1) + (count - mode) * odds
      if log(v * alpha / (a / (edge * edge) + b)) <= mass { return Int(count) }
    }
  }
}

extension SplitMix64 {
  /// A number from 0 to below 1, in steps of 2^-53.
  mutating func nextShare() -> Double { Double(next() >> 11) * 0x1p-53 }
}
