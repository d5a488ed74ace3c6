import ContentCoding
import Foundation
import Hub
import Imaging
import Inference
import ModelCoders

/// Opens the encoders that coders name.
struct Encoders {
  private let shelf: ModelShelf
  private let hashes: ModelHashes

  /// The encoders that the study in `folder` can use.
  init(forStudyAt folder: URL) throws {
    shelf = try ModelShelf(study: folder)
    hashes = ModelHashes(forStudyAt: folder)
  }

  /// An encoder of pictures with the record of its model.
  ///
  /// - Parameter name: a model's name, as in `codeframe.yaml`.
  /// - Returns: the encoder, and what a run records of its model.
  /// - Throws: ``UserError`` where the model's folder lacks what an encoder needs, and what keeps it from being found.
  func pictureEncoder(_ name: String) throws -> (encoder: PictureEncoder, record: ModelRecord) {
    let folder = try shelf.find(name)
    let tower = folder.entry?.image
    if let tower, tower.pooling != .none {
      throw UserError(
        "\(name) gives a vector for each part of a picture; pooling them is not in this version")
    }
    let components = tower.map { [$0.component] } ?? ["vision_model", "model"]
    guard let part = components.lazy.compactMap({ folder.part($0) }).first else {
      throw UserError(
        "\(folder.url.path) has no \(components.joined(separator: ".onnx or ")).onnx; "
          + "it has \(folder.parts.map(\.component).joined(separator: ", "))")
    }
    guard let settings = folder.file("preprocessor_config.json") else {
      throw UserError(
        "\(folder.url.path) has no preprocessor_config.json, so nothing says how pictures are resized")
    }
    let fingerprint = try folder.fingerprint(of: [part], hash: hashes.sha256)
    let encoder = try PictureEncoder(
      name: name, model: part.graph.url, modelSHA256: fingerprint.sha256,
      preprocessor: Preprocessor(
        configuration: try PreprocessorConfiguration(huggingFace: try Data(contentsOf: settings.url))),
      output: tower?.output, options: SessionOptions(threads: 1))
    return (encoder, ModelRecord(name: name, revision: folder.revision, sha256: fingerprint.sha256))
  }
}
