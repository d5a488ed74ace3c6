import ContentCoding
import Foundation
import Testing

@testable import ModelCoders

struct LabelSpaceTests {
  /// Probabilities .2, .5 and .3 as logits; vectors of the axes.
  private static let logits = [log(0.2), log(0.5), log(0.3)].map(Float.init)
  private static let axes: [[Float]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]

  private static func vector(_ count: Int, _ temperature: Double = 1) -> [Float] {
    LabelSpace.vector(of: logits, axes, LabelSpace.Settings(count: count, temperature: temperature))
  }

  private static func isNear(_ one: [Float], _ other: [Float]) -> Bool {
    zip(one, other).allSatisfy { abs($0 - $1) < 1e-6 }
  }

  /// Equation 4 of Norouzi and others (2014): the labels' vectors, weighted by their probabilities and divided by the sum of these.
  @Test func theMostProbableLabelsAreWeighted() {
    #expect(Self.isNear(Self.vector(3), [0.2, 0.5, 0.3]))
    #expect(Self.isNear(Self.vector(2), [0, 0.625, 0.375]))
    #expect(Self.isNear(Self.vector(1), [0, 1, 0]))
    #expect(Self.isNear(Self.vector(1000), Self.vector(3)))
    // At temperature 2 shares are as the square roots of the probabilities.
    let roots = [0.2, 0.5, 0.3].map { $0.squareRoot() }
    let sum = roots.reduce(0, +)
    #expect(Self.isNear(Self.vector(3, 2), roots.map { Float($0 / sum) }))
  }

  @Test func ofEqualLabelsTheFirstCounts() {
    let equal = LabelSpace.vector(of: [1, 1, 1], Self.axes, LabelSpace.Settings(count: 2))
    #expect(Self.isNear(equal, [0.5, 0.5, 0]))
    let endless = LabelSpace.vector(of: [1e30, -1e30, 0], Self.axes, LabelSpace.Settings(count: 3))
    #expect(Self.isNear(endless, [1, 0, 0]))
  }

  @Test(arguments: [
    ("tench, Tinca tinca", "a photo of tench"), ("crane (n02012849)", "a photo of crane"),
    ("alp", "a photo of alp"),
    ("puck, hockey puck", "a photo of puck"),
  ])
  func aLabelIsAPhrase(label: String, phrase: String) {
    #expect(LabelSpace.sentence(label) == phrase)
  }
}

/// all-MiniLM-L6-v2 as PyPI's wheel holds it, read by our graph; tools/fixtures/all_minilm.py made the golden answers.
struct AllMiniLMTests {
  private struct Golden: Decodable {
    let cosine: Double
    let texts: [String: [Float]]
  }

  private static let folder = Repository.root.appendingPathComponent(".deps/all-MiniLM-L6-v2")
  private static let isHere = FileManager.default.fileExists(
    atPath: folder.appendingPathComponent("onnx/model.safetensors").path)

  private static func settings(_ name: String) throws -> Data {
    try Data(contentsOf: folder.appendingPathComponent(name))
  }

  @Test(.enabled(if: isHere, "scripts/setup for-tests fetches the weights"))
  func embedsAsTransformersDoes() throws {
    let golden = try JSONDecoder().decode(
      Golden.self, from: Data(contentsOf: Repository.fixture("all-minilm.json")))
    // The graph is that of the repository, whatever lies in .deps.
    let graph = Repository.root.appendingPathComponent(
      "Models/sentence-transformers/all-MiniLM-L6-v2/onnx/model.onnx")
    #expect(try Data(contentsOf: graph) == Self.settings("onnx/model.onnx"))
    let encoder = try TextEncoder(
      name: "all-MiniLM-L6-v2", model: Self.folder.appendingPathComponent("onnx/model.onnx"), modelSHA256: "",
      tokenizer: Self.folder.appendingPathComponent("tokenizer.json"),
      settings: ModelSettings(
        configuration: try Self.settings("config.json"), tokenizer: try Self.settings("tokenizer_config.json")
      ),
      rules: TextRules(textLength: 256),
      reading: OutputReading(output: "last_hidden_state", pooling: .mean, normalises: true))
    let texts = golden.texts.keys.sorted()
    for (text, feature) in zip(texts, try encoder.features(of: texts)) {
      let vector = try #require(feature.vector)
      let wanted = try #require(golden.texts[text])
      let product = zip(vector, wanted).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
      let lengths = [vector, wanted].map { numbers in
        numbers.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
      }
      #expect(product / (lengths[0] * lengths[1]) >= golden.cosine, "\(text.prefix(30))")
      #expect(abs(lengths[0] - 1) < 1e-4)
    }
  }
}
