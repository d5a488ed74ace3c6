import Foundation
import Reliability
import Testing

@testable import Learning

/// What PyTorch answers, made by `tools/fixtures/network.py`.
struct GoldenNetwork: Decodable {
  struct LayerSpec: Decodable, Sendable {
    let kind: String
    let inputs: Int?
    let outputs: Int?
    let channels: Int?
    let length: Int?
    let kernel: Int?
    let stride: Int?
    let padding: Int?

    func layer() throws -> any Layer {
      var generator = SplitMix64(seed: 1)
      switch kind {
      case "dense":
        return Dense(inputs: try #require(inputs), outputs: try #require(outputs), drawing: &generator)
      case "relu": return ReLU()
      case "norm": return BatchNorm(channels: try #require(channels), length: try #require(length))
      default:
        let shape = Conv1D.Shape(
          inputs: try #require(inputs), outputs: try #require(outputs), length: try #require(length),
          kernel: try #require(kernel), stride: try #require(stride), padding: try #require(padding))
        return try #require(Conv1D(shape, drawing: &generator))
      }
    }
  }

  struct Passes: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let layers: [LayerSpec]
    let numbers: [[Float]]
    let first: [[Float]]
    let second: [[Float]]
    let output: [[Double]]
    let upstream: [[Float]]
    let inputGradient: [[Double]]
    let gradients: [[Double]]
    let numbersAfter: [[Double]]
    let evaluated: [[Double]]

    var testDescription: String { name }
  }

  struct Steps: Decodable, Sendable, CustomTestStringConvertible {
    struct Rule: Decodable, Sendable {
      let kind: String
      let rate: Float
      let momentum: Float?
      let decay: Float
    }

    let name: String
    let layers: [LayerSpec]
    let numbers: [[Float]]
    let parts: [BatchLoss.Term]
    let optimiser: Rule
    let batch: Int
    let epochs: Int
    let inputs: [[Float]]
    let targets: [[Double]]
    let weights: [[Double]]
    let losses: [Double]
    let numbersAfter: [[Double]]
    let evaluated: [[Double]]

    var testDescription: String { name }

    var rule: Optimiser {
      optimiser.kind == "sgd"
        ? .sgd(rate: optimiser.rate, momentum: optimiser.momentum ?? 0, decay: optimiser.decay)
        : .adamW(rate: optimiser.rate, decay: optimiser.decay)
    }
  }

  let tolerance: Double
  let passes: [Passes]
  let steps: [Steps]

  static func load() throws -> GoldenNetwork {
    let url = try #require(
      Bundle.module.url(forResource: "network", withExtension: "json", subdirectory: "Fixtures"))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(GoldenNetwork.self, from: Data(contentsOf: url))
  }

  static func network(_ specs: [LayerSpec], _ numbers: [[Float]]) throws -> Network {
    var network = Network(layers: try specs.map { try $0.layer() })
    try network.take(numbers.map(Matrix.init(row:)))
    return network
  }
}

/// The largest difference between arrays of numbers, infinite where their lengths differ.
func distance(_ found: [[Float]], _ expected: [[Double]]) -> Double {
  guard found.map(\.count) == expected.map(\.count) else { return .infinity }
  return zip(found.joined(), expected.joined()).map { abs(Double($0) - $1) }.max() ?? 0
}
