import Testing

@testable import Learning

@Suite struct LBFGSTests {
  @Test func findsTheMinimumOfRosenbrock() throws {
    let minimum = try LBFGS(maximumIterations: 1000, tolerance: 1e-18).minimise(from: [-1.2, 1]) {
      x, gradient in
      let (a, b) = (1 - x[0], x[1] - x[0] * x[0])
      gradient = [-2 * a - 400 * x[0] * b, 200 * b]
      return a * a + 100 * b * b
    }
    #expect(minimum.converged)
    #expect(abs(minimum.point[0] - 1) < 1e-6 && abs(minimum.point[1] - 1) < 1e-6)
  }

  @Test func findsTheMinimumOfABadlyScaledQuadratic() throws {
    let scales = (0..<20).map { Double($0 * $0 + 1) }
    let minimum = try LBFGS(tolerance: 1e-16).minimise(from: [Double](repeating: 1, count: 20)) {
      x, gradient in
      var value = 0.0
      for index in x.indices {
        gradient[index] = scales[index] * (x[index] - 2)
        value += scales[index] * (x[index] - 2) * (x[index] - 2) / 2
      }
      return value
    }
    #expect(minimum.converged)
    #expect(minimum.point.allSatisfy { abs($0 - 2) < 1e-6 })
  }

  @Test func aStartWithoutAFiniteValueIsAnError() {
    #expect(throws: LearningError.self) { try LBFGS().minimise(from: [0]) { _, _ in .nan } }
  }
}
