import Foundation
import Testing

@testable import Reliability

@Suite("Binomial numbers")
struct BinomialDrawTests {
  /// Counts of draws against the distribution itself, by chi-squared over the values that are expected 20 times or more.
  @Test(arguments: [(12, 0.3), (40, 0.5), (200, 0.02), (200, 0.4), (1000, 0.93), (5000, 0.01)])
  func areDistributedAsTheyShould(trials: Int, chance: Double) {
    var generator = SplitMix64(seed: UInt64(trials))
    let draws = 40_000
    var counts: [Int: Int] = [:]
    for _ in 0..<draws {
      counts[BinomialDraw(trials: trials, chance: chance).draw(using: &generator), default: 0] += 1
    }
    #expect(counts.keys.allSatisfy { (0...trials).contains($0) })
    var (sum, values) = (0.0, 0)
    for value in 0...trials {
      let (n, k) = (Double(trials), Double(value))
      let ways: Double = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
      let logMass: Double = ways + k * log(chance) + (n - k) * log(1 - chance)
      let expected = Double(draws) * exp(logMass)
      guard expected >= 20 else { continue }
      let difference = Double(counts[value] ?? 0) - expected
      sum += difference * difference / expected
      values += 1
    }
    // Five standard deviations above the mean of chi-squared.
    #expect(sum < Double(values) + 5 * (2 * Double(values)).squareRoot())
  }

  @Test func certainties() {
    var generator = SplitMix64(seed: 1)
    #expect(BinomialDraw(trials: 7, chance: 0).draw(using: &generator) == 0)
    #expect(BinomialDraw(trials: 7, chance: 1).draw(using: &generator) == 7)
    #expect(BinomialDraw(trials: 0, chance: 0.5).draw(using: &generator) == 0)
  }

  /// Many units of few patterns are drawn by their counts; the spread is that of drawing units.
  @Test func countsOfManyUnitsSumUpAndSpread() {
    let patterns = (0..<30_000).map { $0 % 10 == 0 ? 1 : $0 % 10 == 1 ? 2 : 0 }
    let resampler = UnitResampler(patterns: patterns, patternCount: 3, groups: nil)
    var generator = SplitMix64(seed: 4)
    var counts = [0, 0, 0]
    var ofOne: [Double] = []
    for _ in 0..<2000 {
      resampler.draw(into: &counts, using: &generator)
      #expect(counts.reduce(0, +) == 30_000)
      ofOne.append(Double(counts[1]))
    }
    let mean = ofOne.reduce(0, +) / 2000
    let variance = ofOne.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 1999
    #expect(abs(mean - 3000) < 6)
    #expect(abs(variance / (30_000 * 0.1 * 0.9) - 1) < 0.15)
  }
}
