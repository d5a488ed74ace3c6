import ContentCoding
import Foundation
import Imaging
import Inference
import ModelCoders

/// What the tests read of the repository.
enum Repository {
  static let root = (1...4).reduce(URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()) { url, _ in
    url.deletingLastPathComponent()
  }
  static let demo = root.appendingPathComponent("Demo")
  static let images = demo.appendingPathComponent("images")
  static let broken = demo.appendingPathComponent("broken")

  static func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }.sorted()
  }

  static func fixture(_ name: String) -> URL {
    (Bundle.module.resourceURL ?? root).appendingPathComponent("Fixtures").appendingPathComponent(name)
  }

  /// The embedded encoder.
  static func seedling(
    _ way: Preprocessor.Way = .exact, filter: ResampleFilter? = nil, batchSize: Int = 16
  ) throws -> PictureEncoder {
    let folder = root.appendingPathComponent("Models/seedling-64")
    let settings = try Data(contentsOf: folder.appendingPathComponent("preprocessor_config.json"))
    return try PictureEncoder(
      name: "seedling-64", model: folder.appendingPathComponent("onnx/model.onnx"), modelSHA256: "97d0adec",
      preprocessor: Preprocessor(
        configuration: try PreprocessorConfiguration(huggingFace: settings), way: way, filterOverride: filter),
      batchSize: batchSize)
  }

  /// One of the small models of the fixtures, for pictures of 8 x 8 pixels.
  static func tiny(
    _ model: String, output: String? = nil, pooling: EncoderPooling? = nil, side: Int = 8
  ) throws -> PictureEncoder {
    try PictureEncoder(
      name: model, model: fixture("\(model).onnx"), modelSHA256: model,
      preprocessor: Preprocessor(
        configuration: try PreprocessorConfiguration(resize: .squashed(width: side, height: side))),
      reading: OutputReading(output: output, pooling: pooling))
  }

  /// What `tools/fixtures/modelcoders.py` wrote.
  struct Golden: Decodable {
    let tolerance: Float
    let embeddings: [String: [Float]]
    let hashes: [String: String]
  }

  static func golden() throws -> Golden {
    try JSONDecoder().decode(Golden.self, from: Data(contentsOf: fixture("golden.json")))
  }
}

extension MediaExtractor {
  /// The features of pictures that can all be read.
  func features(of files: [URL]) throws -> [Feature] {
    var features: [Feature] = []
    var batch = makeBatch()
    for start in stride(from: 0, to: files.count, by: batchSize) {
      for file in files[start..<min(start + batchSize, files.count)] {
        try batch.add(Array(Data(contentsOf: file)))
      }
      features += try batch.finish()
    }
    return features
  }
}

extension Feature {
  var vector: [Float]? { if case .vector(let vector) = self { vector } else { nil } }
  var reason: Reason? { if case .missing(let reason) = self { reason } else { nil } }
}
