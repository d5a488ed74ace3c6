import Foundation
import Reliability

@testable import Inference

/// The golden answers of `tools/fixtures/inference.py`.
struct Goldens: Decodable {
  struct Array: Decodable {
    let shape: [Int]
    let values: [Value]
  }

  enum Value: Decodable {
    case number(Double)
    case flag(Bool)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else {
        self = .number(try container.decode(Double.self))
      }
    }

    var number: Double { if case .number(let number) = self { number } else { 0 } }
    var flag: Bool { if case .flag(let flag) = self { flag } else { false } }
  }

  struct Case: Decodable {
    let model: String
    let inputs: [String: Array]
    let outputs: [String: Array]
  }

  struct Embedding: Decodable {
    let seed: UInt64
    let values: [Float]
  }

  let tolerance: Double
  let cases: [Case]
  let embeddings: [Embedding]

  private enum CodingKeys: String, CodingKey {
    case tolerance, cases
    case embeddings = "seedling-64"
  }

  static func read() throws -> Goldens {
    try JSONDecoder().decode(Goldens.self, from: Data(contentsOf: Fixtures.file("golden.json")))
  }
}

enum Fixtures {
  static func file(_ name: String) -> URL {
    Bundle.module.resourceURL?.appendingPathComponent("Fixtures/\(name)") ?? URL(fileURLWithPath: name)
  }

  static func session(_ name: String, _ options: SessionOptions = SessionOptions()) throws -> InferenceSession
  {
    try InferenceSession(model: file("\(name).onnx"), options: options)
  }

  static let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let seedling = repository.appendingPathComponent("Models/seedling-64/onnx/model.onnx")
}

extension SplitMix64 {
  /// A number in [-2, 2) that `Float` holds exactly.
  mutating func pixel() -> Float { Float(next() >> 40) / Float(1 << 24) * 4 - 2 }
}

extension Tensor {
  /// Even squares of 8 x 8 pixels, as the fixture script makes them: [seeds, 3, 64, 64].
  static func squares(seeds: [UInt64]) throws -> Tensor {
    var pixels: [Float] = []
    for seed in seeds {
      var generator = SplitMix64(seed: seed)
      let squares = (0..<3 * 8 * 8).map { _ in generator.pixel() }
      for channel in 0..<3 {
        for y in 0..<64 {
          for x in 0..<64 { pixels.append(squares[channel * 64 + y / 8 * 8 + x / 8]) }
        }
      }
    }
    return try Tensor(pixels, shape: [seeds.count, 3, 64, 64])
  }
}
