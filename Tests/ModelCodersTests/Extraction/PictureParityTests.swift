import ContentCoding
import Foundation
import Imaging
import Testing

@testable import ModelCoders

/// Embeddings of pictures against transformers' processors and torch.
///
/// The measure is the smallest cosine over the fixture's pictures after the mean embedding is subtracted.
@Suite("Picture parity")
struct PictureParityTests {
  static let leastCosine = 0.999

  /// A reading of a model of the fixtures, by the name that the golden file gives its pooling.
  struct Reading: CustomTestStringConvertible, Sendable {
    let model: String
    var part = "model"
    var output: String?
    let pooling: String

    var asked: EncoderPooling? { EncoderPooling(rawValue: pooling) }
    var testDescription: String { "\(model) \(output ?? "") \(pooling)" }
  }

  static let readings = [
    Reading(model: "openai/clip-tiny", part: "vision_model", pooling: "none"),
    Reading(model: "google/siglip2-tiny", part: "vision_model", pooling: "none"),
    Reading(model: "facebook/dinov2-tiny", pooling: "cls"),
    Reading(model: "facebook/dinov2-tiny", pooling: "mean"),
    Reading(model: "facebook/dinov2-tiny", pooling: "cls+mean"),
    Reading(model: "facebook/dinov2-with-registers-tiny", pooling: "cls"),
    Reading(model: "facebook/dinov2-with-registers-tiny", pooling: "mean"),
    Reading(model: "facebook/dinov2-with-registers-tiny", pooling: "cls+mean"),
    Reading(model: "google/vit-tiny-features", pooling: "cls"),
    Reading(model: "google/vit-tiny-features", pooling: "mean"),
    Reading(model: "google/vit-tiny-features", pooling: "cls+mean"),
    Reading(model: "microsoft/resnet-tiny-features", pooling: "none"),
    Reading(model: "microsoft/resnet-tiny-features", output: "last_hidden_state", pooling: "mean"),
  ]

  @Test(arguments: readings)
  func embeddingsEqualTheReference(reading: Reading) throws {
    let fixture = try ModelFixture(reading.model)
    let reference = try #require(fixture.golden.embeddings?[reading.pooling])
    let encoder = try fixture.encoder(reading.part, output: reading.output, pooling: reading.asked)
    let vectors = try fixture.vectors(encoder)
    #expect(vectors.count == reference.count && reference.count == 12)
    #expect(try encoder.dimension() == reference[0].count)
    let cosine = Cosines.least(vectors, reference)
    #expect(cosine >= Self.leastCosine, "\(cosine)")
  }

  @Test(arguments: readings)
  func aWrongFilterOrCropFails(reading: Reading) throws {
    let fixture = try ModelFixture(reading.model)
    let reference = try #require(fixture.golden.embeddings?[reading.pooling])
    let right = try fixture.configuration()
    var filter = right
    filter.filter = right.filter == .bicubic ? .bilinear : .bicubic
    var crop = right
    (crop.resize, crop.centreCrop) =
      right.centreCrop == nil
      ? (.shortestEdge(224), .init(width: 224, height: 224)) : (.squashed(width: 224, height: 224), nil)
    var plain = right
    plain.standardDeviation = [1, 1, 1]
    for wrong in [filter, crop, plain] {
      let encoder = try fixture.encoder(
        reading.part, output: reading.output, pooling: reading.asked, configuration: wrong)
      let cosine = Cosines.least(try fixture.vectors(encoder), reference)
      #expect(cosine < Self.leastCosine, "\(wrong): \(cosine)")
    }
  }

  @Test(arguments: readings.filter { $0.asked != nil && !$0.model.contains("resnet") })
  func aWrongPoolingFails(reading: Reading) throws {
    let fixture = try ModelFixture(reading.model)
    let golden = try #require(fixture.golden.embeddings)
    let reference = try #require(golden[reading.pooling])
    for other in EncoderPooling.allCases where other != reading.asked {
      let vectors = try fixture.vectors(try fixture.encoder(reading.part, pooling: other))
      if vectors[0].count == reference[0].count {
        #expect(Cosines.least(vectors, reference) < Self.leastCosine)
      }
    }
    if fixture.settings.leadingTokens > 1, reading.asked != .cls {
      let vectors = try fixture.vectors(
        try fixture.encoder(reading.part, pooling: reading.asked, leadingTokens: 1))
      #expect(Cosines.least(vectors, reference) < Self.leastCosine)
    }
  }

  /// Half precision and bytes, against ONNX Runtime's Python interface on the same file, and against full precision.
  ///
  /// In a model as small as this one, a picture that differs by 1e-6 falls on the other side of a rounding to bytes
  /// often enough to bring the cosine to 0.994 in Python itself.
  @Test(arguments: [("fp16", 0.999, 0.999), ("int8", 0.97, 0.9)])
  func otherPrecisions(name: String, same: Double, full: Double) throws {
    let fixture = try ModelFixture("openai/clip-tiny")
    let reference = try #require(fixture.golden.precisions?[name])
    let vectors = try fixture.vectors(try fixture.encoder("vision_model_\(name)"))
    #expect(Cosines.least(vectors, reference) >= same, "\(Cosines.least(vectors, reference))")
    let whole = try #require(fixture.golden.embeddings?["none"])
    #expect(Cosines.least(vectors, whole) >= full, "\(Cosines.least(vectors, whole))")
  }

  @Test(arguments: ["openai/clip-tiny", "google/siglip2-tiny", "facebook/dinov2-tiny"])
  func aBatchsSizeChangesNothing(model: String) throws {
    let fixture = try ModelFixture(model)
    let part = model.contains("dino") ? "model" : "vision_model"
    let one = try fixture.vectors(try fixture.encoder(part, batchSize: 1))
    let many = try fixture.vectors(try fixture.encoder(part, batchSize: 12))
    let error = zip(one.joined(), many.joined()).map { abs($0 - $1) }.max() ?? .infinity
    #expect(error <= 1e-5, "\(error)")
  }

  @Test func whatIsReadWhereNothingIsSaid() throws {
    let readings: [(model: String, part: String, count: Int)] = [
      ("openai/clip-tiny", "vision_model", 24), ("google/siglip2-tiny", "vision_model", 32),
      ("facebook/dinov2-tiny", "model", 32), ("microsoft/resnet-tiny-features", "model", 32),
    ]
    for reading in readings {
      #expect(try ModelFixture(reading.model).encoder(reading.part).dimension() == reading.count)
    }
    let dino = try ModelFixture("facebook/dinov2-tiny")
    #expect(try dino.vectors(dino.encoder("model")) == dino.vectors(dino.encoder("model", pooling: .cls)))
    #expect(try dino.encoder("model", pooling: .clsMean).dimension() == 64)
  }
}
