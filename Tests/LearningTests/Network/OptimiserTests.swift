import Reliability
import Testing

@testable import Learning

@Suite struct OptimiserTests {
  /// One weight, gradient 0.5 twice; worked by hand from the rules.
  @Test func twoStepsByHand() {
    #expect(abs(steps(.sgd(rate: 0.1, momentum: 0.9, decay: 0)) - (1 - 0.05 - 0.095)) < 1e-6)
    // v1 = .5 + .2 x 1 = .7, w1 = .93; v2 = .63 + .5 + .186 = 1.316, w2 = .7984.
    #expect(abs(steps(.sgd(rate: 0.1, momentum: 0.9, decay: 0.2)) - 0.7984) < 1e-6)
    // Adam's first moves are rate each; the decay takes rate x decay x w before.
    #expect(abs(steps(.adamW(rate: 0.1, decay: 0)) - 0.8) < 1e-4)
    #expect(abs(steps(.adamW(rate: 0.1, decay: 0.5)) - ((1 - 0.15) * 0.95 - 0.1)) < 1e-4)
  }

  private func steps(_ optimiser: Optimiser) -> Float {
    var network = Network(layers: [OneWeight()])
    var state = Optimiser.State()
    for _ in 0..<2 { optimiser.step(&network, &state) }
    var value: Float = .nan
    network.visitWeights { value = $0.values[0] }
    return value
  }

  private struct OneWeight: Layer {
    var weight: Weights = {
      var weight = Weights([1], decays: true)
      weight.gradient = [0.5]
      return weight
    }()

    mutating func forward(_ input: Matrix, drawing generator: inout SplitMix64) -> Matrix { input }
    mutating func backward(_ gradient: Matrix) -> Matrix { gradient }
    func callAsFunction(_ input: Matrix) -> Matrix { input }
    mutating func visitWeights(_ visit: (inout Weights) -> Void) { visit(&weight) }
  }
}
