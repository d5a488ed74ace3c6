import ContentCoding
import Foundation
import Testing

@testable import ModelCoders

/// Labels of texts, held against transformers (`tools/fixtures/sentiment.py`).
@Suite("Classifiers of texts")
struct TextClassifierTests {
  struct Golden: Decodable {
    struct Text: Decodable {
      let text: String
      let label: String
      let probability: Double
      let logits: [Float]
    }
    let texts: [Text]
  }

  /// Logits within .001, the same label, its probability within .0001; alone and in a batch.
  @Test func logitsAreThoseOfTheReference() throws {
    let folder = Repository.fixture("sentiment/bert-tiny")
    func file(_ name: String) throws -> Data { try Data(contentsOf: folder.appendingPathComponent(name)) }
    let golden = try JSONDecoder().decode(Golden.self, from: file("golden.json")).texts
    let settings = try ModelSettings(
      configuration: file("config.json"), tokenizer: file("tokenizer_config.json"))
    let labels = try #require(settings.labels)
    let classifier = try TextEncoder(
      name: "bert-tiny", model: folder.appendingPathComponent("onnx/model.onnx"), modelSHA256: "fixture",
      tokenizer: folder.appendingPathComponent("tokenizer.json"), settings: settings,
      rules: TextRules(nil, settings: settings), reading: OutputReading(output: "logits"))
    let found = try classifier.features(of: golden.map(\.text)).compactMap(\.vector)
    #expect(found.count == golden.count && Set(golden.map(\.label)).count > 1)
    for (logits, wanted) in zip(found, golden) {
      #expect(zip(logits, wanted.logits).allSatisfy { abs($0 - $1) < 0.001 }, "\(wanted.text.prefix(40))")
      let probabilities = labels.probabilities(of: logits)
      let best = try #require(probabilities.indices.max { probabilities[$0] < probabilities[$1] })
      #expect(labels.names[best] == wanted.label)
      #expect(abs(probabilities[best] - wanted.probability) < 0.0001)
      #expect(try classifier.features(of: [wanted.text]).compactMap(\.vector) == [logits])
    }
  }
}
