import Foundation
import Imaging
import Inference
import Testing

@testable import ModelCoders

/// Things in pictures, held against transformers' own processors and models (`tools/fixtures/detectors.py`).
@Suite("Objects")
struct ObjectDetectorTests {
  struct Golden: Decodable {
    struct Picture: Decodable {
      struct Object: Decodable {
        let label: String
        let confidence: Double
        let box: [Double]
      }
      let shape: [Int]
      let objects: [Object]
    }
    let pictures: [String: Picture]
  }

  static let models = ["detr-tiny", "yolos-tiny"]

  private static func folder(_ model: String) -> URL { Repository.fixture("detectors/\(model)") }

  private static func golden(_ model: String) throws -> [String: Golden.Picture] {
    let file = folder(model).appendingPathComponent("golden.json")
    return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file)).pictures
  }

  private static func settings(_ model: String) throws -> (ModelSettings, DetectorPreprocessing) {
    func file(_ name: String) throws -> Data {
      try Data(contentsOf: folder(model).appendingPathComponent(name))
    }
    let settings = try ModelSettings(configuration: try file("config.json"))
    return (
      settings,
      try DetectorPreprocessing(try file("preprocessor_config.json"), architecture: settings.architecture)
    )
  }

  static func detector(_ model: String) throws -> ObjectDetector {
    let (settings, preprocessing) = try settings(model)
    return ObjectDetector(
      name: model, model: folder(model).appendingPathComponent("onnx/model.onnx"), sha256: "fixture",
      preprocessing: preprocessing, labels: try #require(settings.labels).names,
      options: SessionOptions(provider: .only(.cpu)))
  }

  private static func image(_ name: String) throws -> PixelImage {
    try ImageDecoder().decode(try Data(contentsOf: Repository.images.appendingPathComponent(name)))
  }

  /// The same things in the same order, confidence within .001, corners within a thousandth of the picture.
  @Test(arguments: models)
  func objectsAreThoseOfTheReference(model: String) throws {
    let detector = try Self.detector(model)
    var count = 0
    for (name, golden) in try Self.golden(model) {
      let image = try Self.image(name)
      let size = try Self.settings(model).1.size(ofWidth: image.width, height: image.height)
      #expect([1, 3, size.height, size.width] == golden.shape, "\(name)")
      let found = try detector.objects(in: image)
      #expect(found.objects.map(\.label) == golden.objects.map(\.label), "\(name)")
      for (object, wanted) in zip(found.objects, golden.objects) {
        let corners = [
          object.corner.x, object.corner.y, object.corner.x + object.width, object.corner.y + object.height,
        ]
        #expect(abs(object.confidence - wanted.confidence) < 0.001)
        for (one, other) in zip(corners, wanted.box) {
          #expect(abs(one - other) < 0.001 * Double(max(image.width, image.height)))
        }
      }
      count += found.objects.count
      #expect(found.counts.values.reduce(0, +) == found.objects.count)
    }
    #expect(count > 10)
  }

  @Test func aBatchIsAsEachPictureAlone() throws {
    let detector = try Self.detector("yolos-tiny")
    var batch = detector.makeBatch()
    let images = try ["p001.jpg", "p045.png"].map(Self.image)
    for image in images { try batch.add(image) }
    #expect(
      try batch.finish().map { $0.noted(as: Objects.self) } == images.map { try detector.objects(in: $0) })
  }

  /// The sizes of transformers 5.24 (`get_size_with_aspect_ratio`), for 800 to 1,333 pixels.
  @Test func sizesAreThoseOfTheReference() throws {
    let detr = try DetectorPreprocessing(Data("{}".utf8), architecture: "detr")
    let yolos = try DetectorPreprocessing(
      Data(#"{"size": 800, "max_size": 1333}"#.utf8), architecture: "yolos")
    let sizes: [(given: (Int, Int), detr: [Int], yolos: [Int])] = [
      ((640, 480), [1066, 800], [1056, 800]), ((480, 640), [800, 1066], [800, 1056]),
      ((800, 800), [800, 800], [800, 800]), ((2000, 500), [1333, 333], [1328, 320]),
    ]
    for (given, first, second) in sizes {
      let found = detr.size(ofWidth: given.0, height: given.1)
      #expect([found.width, found.height] == first, "\(given)")
      let rounded = yolos.size(ofWidth: given.0, height: given.1)
      #expect([rounded.width, rounded.height] == second, "\(given)")
    }
    for side in [1, 7, 5_000] {
      let thin = detr.size(ofWidth: side, height: 1)
      #expect(thin.width >= 1 && thin.height >= 1)
    }
  }

  @Test(arguments: [
    "[]", #"{"size": {"shortest_edge": 0, "longest_edge": 5}}"#, #"{"image_mean": [1]}"#,
    #"{"image_std": [1, 0, 1]}"#, #"{"size": {"shortest_edge": 900, "longest_edge": 800}}"#,
  ])
  func whatIsNoDetectorsFileIsRefused(text: String) {
    #expect(throws: ModelSettingsProblem.self) {
      try DetectorPreprocessing(Data(text.utf8), architecture: nil)
    }
  }
}
