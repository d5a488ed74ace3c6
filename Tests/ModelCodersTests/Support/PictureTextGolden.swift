import Foundation
import Imaging
import Inference

@testable import ModelCoders

/// What rapidocr reads in drawn pictures (`tools/fixtures/picture_text.py`).
struct PictureTextGolden: Decodable {
  struct Line: Decodable {
    let text: String
    let confidence: Double
    let corners: [[Double]]
  }
  struct Picture: Decodable {
    let width: Int
    let height: Int
    let lines: [Line]
  }
  struct Map: Decodable {
    let width: Int
    let height: Int
    let values: Data
    let boxes: [[[Double]]]
    let scores: [Double]
  }

  let pictures: [String: Picture]
  let maps: [Map]

  static let folder = Repository.fixture("picture-text")

  static func read() throws -> PictureTextGolden {
    try JSONDecoder().decode(
      PictureTextGolden.self, from: Data(contentsOf: folder.appendingPathComponent("golden.json")))
  }

  static func bytes(of name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  /// The models that `scripts/setup for-tests` fetches.
  static func reader() throws -> PictureTextReader {
    let models = Repository.root.appendingPathComponent(".deps/pp-ocrv6-small/onnx")
    return try PictureTextReader(
      name: "pp-ocrv6-small",
      files: PictureTextReader.Files(
        detection: models.appendingPathComponent("detection.onnx"),
        direction: models.appendingPathComponent("direction.onnx"),
        recognition: models.appendingPathComponent("recognition.onnx")),
      sha256: "fixture", options: SessionOptions(provider: .only(.cpu)))
  }

  /// The greatest distance of corners at the same place, in pixels.
  static func distance(_ place: Quadrilateral, _ corners: [[Double]]) -> Double {
    zip(place.corners, corners).map { max(abs($0.x - $1[0]), abs($0.y - $1[1])) }.max() ?? 0
  }
}
