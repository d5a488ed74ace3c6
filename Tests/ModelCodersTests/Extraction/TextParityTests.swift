import ContentCoding
import Foundation
import Testing

@testable import ModelCoders

/// Ids and embeddings of texts against tokenizers, transformers and torch.
@Suite("Text parity")
struct TextParityTests {
  static let leastCosine = 0.9999
  static let models = ["openai/clip-tiny", "google/siglip2-tiny", "sentence-transformers/minilm-tiny"]

  @Test(arguments: models)
  func idsAndEmbeddingsEqualTheReference(model: String) throws {
    let fixture = try ModelFixture(model)
    let texts = try #require(fixture.golden.texts)
    let encoder = try fixture.textEncoder()
    #expect(texts.count == 20)
    #expect(try encoder.tokenIDs(of: texts) == fixture.golden.ids)
    for (pooling, reference) in try #require(fixture.golden.textEmbeddings) {
      let encoder = try fixture.textEncoder(pooling: EncoderPooling(rawValue: pooling))
      let vectors = try encoder.features(of: texts).compactMap(\.vector)
      #expect(vectors.count == texts.count)
      #expect(try encoder.dimension() == reference[0].count)
      #expect(
        Cosines.least(vectors, reference) >= Self.leastCosine,
        "\(pooling) \(Cosines.least(vectors, reference))")
    }
  }

  /// What a text model gives where nothing is said: the mean over the mask.
  @Test func theUsualReading() throws {
    let fixture = try ModelFixture("sentence-transformers/minilm-tiny")
    let texts = try #require(fixture.golden.texts)
    #expect(
      try fixture.textEncoder().features(of: texts) == fixture.textEncoder(pooling: .mean).features(of: texts)
    )
    let unit = try fixture.textEncoder(normalises: true).features(of: texts).compactMap(\.vector)
    let error = zip(unit.joined(), try #require(fixture.golden.normalised).joined()).map { abs($0 - $1) }
      .max()
    #expect(try #require(error) <= 1e-4)
  }

  @Test func aWrongPoolingOrLetterCaseFails() throws {
    let bert = try ModelFixture("sentence-transformers/minilm-tiny")
    let golden = try #require(bert.golden.textEmbeddings)
    let texts = try #require(bert.golden.texts)
    let cls = try bert.textEncoder(pooling: .cls).features(of: texts).compactMap(\.vector)
    #expect(Cosines.least(cls, try #require(golden["mean"])) < Self.leastCosine)
    let siglip = try ModelFixture("google/siglip2-tiny")
    let reference = try #require(siglip.golden.textEmbeddings?["none"])
    for rules in [
      TextRules(fixedLength: 64, lowercases: false), TextRules(textLength: 64, lowercases: true),
    ] {
      let vectors = try siglip.textEncoder(rules: rules).features(of: texts).compactMap(\.vector)
      #expect(Cosines.least(vectors, reference) < Self.leastCosine)
    }
  }

  @Test(arguments: models)
  func aBatchsSizeAndOrderChangeNothing(model: String) throws {
    let fixture = try ModelFixture(model)
    let texts = try #require(fixture.golden.texts)
    let whole = try fixture.textEncoder(batchSize: 32).features(of: texts).compactMap(\.vector)
    for size in [1, 3, 7] {
      let encoder = try fixture.textEncoder(batchSize: size)
      #expect(try encoder.identity == fixture.textEncoder().identity)
      let turned = try encoder.features(of: texts.reversed()).compactMap(\.vector)
      let error = zip(whole.joined(), turned.reversed().joined()).map { abs($0 - $1) }.max() ?? .infinity
      #expect(error <= 1e-5, "\(size): \(error)")
    }
  }

  /// Logits of pictures and texts: a softmax of scaled cosines for CLIP, sigmoids with scale and bias for SigLIP.
  @Test(arguments: ["openai/clip-tiny", "google/siglip2-tiny"])
  func logitsOfPicturesAndTexts(model: String) throws {
    let fixture = try ModelFixture(model)
    let golden = fixture.golden
    let pictures = try fixture.vectors(try fixture.encoder("vision_model"))
    let texts = try fixture.textEncoder().features(of: try #require(golden.texts)).compactMap(\.vector)
    let scale = try #require(golden.logitScale)
    let expected = try #require(golden.logitsPerImage)
    let probabilities = try #require(golden.probabilities)
    var worst = (logit: 0.0, probability: 0.0)
    for (row, picture) in pictures.enumerated() {
      let logits = texts.map { text in
        scale * Cosines.cosine(picture.map(Double.init), text.map(Double.init)) + (golden.logitBias ?? 0)
      }
      let labels = try ClassifierLabels(
        id2label: Dictionary(uniqueKeysWithValues: texts.indices.map { (String($0), "\($0)") }),
        problemType: golden.logitBias == nil ? nil : "multi_label_classification")
      for (column, found) in labels.probabilities(of: logits.map { Float($0) }).enumerated() {
        worst.logit = max(worst.logit, abs(logits[column] - expected[row][column]))
        worst.probability = max(worst.probability, abs(found - probabilities[row][column]))
      }
    }
    #expect(worst.logit <= 0.01 && worst.probability <= 0.001, "\(worst)")
  }
}
