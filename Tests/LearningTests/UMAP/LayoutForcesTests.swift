import CLayout
import Foundation
import Testing

@testable import Learning

/// By what the descent multiplies differences.
struct LayoutForcesTests {
  private func factors(_ squared: Float, _ curve: OutputCurve) -> (attraction: Double, repulsions: [Double]) {
    var round = CLayoutRound(a: Float(curve.a), b: Float(curve.b), rate: 1, epoch: 0, negative_samples: 5)
    var found = [Float](repeating: 0, count: 8)
    clayout_factors([Float](repeating: squared, count: 8), &round, &found)
    return (Double(found[0]), found.dropFirst().map { Double($0) })
  }

  @Test(arguments: [(0, 1), (0.1, 1), (0.99, 1), (0.5, 30)])
  func theyAreTheFormulas(minimum: Double, spread: Double) throws {
    let curve = try OutputCurve(minimumDistance: minimum, spread: spread)
    for step in -100...60 {
      let squared = exp(Double(step) / 4)
      let power = pow(squared, curve.b)
      let attraction = -2 * curve.a * curve.b * power / squared / (1 + curve.a * power)
      let repulsion = 2 * curve.b / ((0.001 + squared) * (1 + curve.a * power))
      let found = factors(Float(squared), curve)
      #expect(abs(found.attraction / attraction - 1) < 2e-5, "\(squared)")
      #expect(found.repulsions.allSatisfy { abs($0 / repulsion - 1) < 2e-5 }, "\(squared)")
    }
  }

  @Test(arguments: [Float.leastNormalMagnitude, 1e-30, 1e30, .greatestFiniteMagnitude, .infinity])
  func theyAreNeverUndefined(squared: Float) throws {
    for (minimum, spread) in [(0.0, 0.001), (1000, 1000), (0, 1), (1, 1)] {
      let found = factors(squared, try OutputCurve(minimumDistance: minimum, spread: spread))
      #expect(found.attraction.isFinite && found.attraction <= 0)
      #expect(found.repulsions.allSatisfy { $0.isFinite && $0 >= 0 })
    }
  }

  @Test(arguments: [Float(0), .leastNonzeroMagnitude])
  func whatLiesInOnePlaceIsLeftThere(squared: Float) throws {
    let found = factors(squared, try OutputCurve(minimumDistance: 0.1, spread: 1))
    #expect(found.attraction == 0 && found.repulsions.allSatisfy { $0 == 0 })
  }
}
