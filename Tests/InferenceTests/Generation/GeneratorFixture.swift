import Foundation
import Inference

/// The small Flan-T5 with random weights and transformers' answers, both made by `tools/fixtures/generation.py`.
struct GeneratorFixture: Decodable {
  struct Case: Decodable {
    let prompt: String
    let ids: [Int]
    let generated: [Int]
    let firstLogits: [Float]
  }

  struct Scores: Decodable {
    let prompt: String
    let optionIds: [[Int]]
    let logarithms: [[Double]]
  }

  static let folder = Fixtures.repository.appendingPathComponent(
    "Tests/ModelCodersTests/Fixtures/models/google/flan-t5-tiny")

  let tolerance: Double
  let maxTokens: Int
  let cases: [Case]
  let scores: [Scores]

  static func read() throws -> GeneratorFixture {
    try JSONDecoder().decode(
      GeneratorFixture.self, from: Data(contentsOf: folder.appendingPathComponent("golden.json")))
  }

  var rules: GenerationRules { GenerationRules(start: 0, ends: [1], maxTokens: maxTokens) }

  static func part(_ name: String) -> URL { folder.appendingPathComponent("onnx/\(name).onnx") }

  static func files(_ layout: Layout) -> EncoderDecoderFiles {
    EncoderDecoderFiles(
      encoder: part("encoder_model"),
      decoder: layout == .merged
        ? .merged(part("decoder_model_merged"))
        : .separate(first: part("decoder_model"), later: part("decoder_with_past_model")))
  }

  enum Layout: CaseIterable, Sendable {
    case merged, separate
  }
}
