import ContentCoding
import Foundation
import Imaging
import Testing

@testable import ModelCoders

/// The weights that setup fetches, as PyTorch runs them; tools/fixtures/efficientnet_lite0.py made the golden answers.
@Suite("efficientnet-lite0")
struct EfficientNetLite0Tests {
  private struct Golden: Decodable {
    struct Picture: Decodable {
      let embedding: [Float]
      let labels: [String: Double]
    }

    let cosine: Double
    let pictures: [String: Picture]
  }

  private static let folder = Repository.root.appendingPathComponent("Models/efficientnet-lite0")
  private static let graph = folder.appendingPathComponent("onnx/model.onnx")
  private static let hasWeights = FileManager.default.fileExists(
    atPath: folder.appendingPathComponent("onnx/weights.pth").path)

  private static func preprocessor() throws -> Preprocessor {
    let settings = try Data(contentsOf: folder.appendingPathComponent("preprocessor_config.json"))
    return Preprocessor(configuration: try PreprocessorConfiguration(huggingFace: settings))
  }

  private static func golden() throws -> Golden {
    try JSONDecoder().decode(
      Golden.self, from: Data(contentsOf: Repository.fixture("efficientnet-lite0.json")))
  }

  private static func cosine(_ one: [Float], _ other: [Float]) -> Double {
    func product(_ one: [Float], _ other: [Float]) -> Double {
      zip(one, other).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    return product(one, other) / (product(one, one) * product(other, other)).squareRoot()
  }

  @Test(.enabled(if: hasWeights, "scripts/setup fetches the weights")) func embedsAsPyTorchDoes() throws {
    let golden = try Self.golden()
    let encoder = try PictureEncoder(
      name: "efficientnet-lite0", model: Self.graph, modelSHA256: "", preprocessor: Self.preprocessor(),
      reading: OutputReading(output: "image_embeds"))
    for (name, picture) in golden.pictures {
      let features = try encoder.features(of: [Repository.images.appendingPathComponent(name)])
      let vector = try #require(features[0].vector)
      #expect(vector.count == 1472)
      #expect(Self.cosine(vector, picture.embedding) >= golden.cosine, "\(name)")
    }
  }

  @Test(.enabled(if: hasWeights, "scripts/setup fetches the weights")) func namesWhatPyTorchNames() throws {
    let golden = try Self.golden()
    let settings = try JSONSerialization.jsonObject(
      with: Data(contentsOf: Self.folder.appendingPathComponent("config.json")))
    let names = try #require((settings as? [String: Any])?["id2label"] as? [String: String])
    let classifier = try PictureClassifier(
      name: "efficientnet-lite0", model: Self.graph, modelSHA256: "", preprocessor: Self.preprocessor(),
      labels: ClassifierLabels(id2label: names), output: "logits")
    for (name, picture) in golden.pictures {
      let features = try classifier.features(of: [Repository.images.appendingPathComponent(name)])
      let shares = classifier.labels.probabilities(of: try #require(features[0].vector))
      let found = shares.indices.sorted { shares[$0] > shares[$1] }.prefix(5).map { place in
        (names["\(place)"] ?? "", shares[place])
      }
      #expect(found.map(\.0) == picture.labels.sorted { $0.value > $1.value }.map(\.key), "\(name)")
      for (label, share) in found {
        #expect(abs(share - (picture.labels[label] ?? 0)) < 1e-3, "\(name): \(label)")
      }
    }
  }

  @Test func everyClassHasANameAndAWordNetId() throws {
    let settings =
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: Self.folder.appendingPathComponent("config.json"))) as? [String: Any]
    let names = try #require(settings?["id2label"] as? [String: String])
    let ids = try #require(settings?["wordnet_ids"] as? [String])
    #expect(names.count == 1000 && Set(names.values).count == 1000 && Set(ids).count == 1000)
    #expect(names["0"]?.hasPrefix("tench") == true && ids[0] == "n01440764")
    #expect(names["999"]?.hasPrefix("toilet tissue") == true && ids[999] == "n15075141")
  }
}
