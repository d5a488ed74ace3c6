import Testing

@testable import Learning

@Suite struct CrossEntropyProblemTests {
  private static let targets: [LearningTarget] = [
    .classes([0, 2, 1, 2, 0, 2, 2], count: 4),
    .tags([
      [true, false], [false, false], [true, true], [false, true], [true, false], [true, true],
      [false, false],
    ]),
  ]

  @Test(arguments: [0, 1], ClassWeights.allCases)
  func gradientsEqualFiniteDifferences(_ target: Int, _ weighting: ClassWeights) {
    var draws = Draws(3)
    let features = DoubleMatrix(rows: 7, columns: 3, storage: draws.matrix(7, 3).storage.map(Double.init))
    let encoded = EncodedTarget(Self.targets[target], weighting: weighting)
    var problem = CrossEntropyProblem(features: features, target: encoded, penalty: 0.3)
    let point = (0..<problem.unknowns).map { _ in Double(draws.normal()) }
    var gradient = [Double](repeating: 0, count: point.count)
    _ = problem.evaluate(point, &gradient)
    var unused = gradient
    for index in point.indices {
      var (up, down) = (point, point)
      up[index] += 1e-5
      down[index] -= 1e-5
      let slope = (problem.evaluate(up, &unused) - problem.evaluate(down, &unused)) / 2e-5
      #expect(abs(slope - gradient[index]) < 1e-8)
    }
  }

  @Test func hugeLogitsHaveAFiniteLoss() {
    let features = DoubleMatrix(rows: 2, columns: 1, storage: [1e6, -1e6])
    let encoded = EncodedTarget(.classes([0, 1], count: 2), weighting: .none)
    var problem = CrossEntropyProblem(features: features, target: encoded, penalty: 0.1)
    var gradient = [Double](repeating: 0, count: 4)
    #expect(problem.evaluate([-1e3, 1e3, 0, 0], &gradient) > 1e9)
    #expect(gradient.allSatisfy { $0.isFinite })
  }
}
