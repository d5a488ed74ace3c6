import ContentCoding
import Foundation
import Imaging
import Testing

@testable import ModelCoders

@Suite("Picture classifier")
struct PictureClassifierTests {
  private func classifier(_ fixture: ModelFixture, labels: ClassifierLabels? = nil) throws
    -> PictureClassifier
  {
    try PictureClassifier(
      name: fixture.name, model: fixture.model("model"), modelSHA256: fixture.name,
      preprocessor: Preprocessor(configuration: try fixture.configuration()),
      labels: try labels ?? #require(fixture.settings.labels), batchSize: 5)
  }

  @Test(arguments: ["google/vit-tiny", "microsoft/resnet-tiny"])
  func logitsEqualTheReference(model: String) throws {
    let fixture = try ModelFixture(model)
    let classifier = try classifier(fixture)
    #expect(classifier.labels.names == fixture.golden.labels)
    #expect(classifier.labels.activation == .softmax)
    #expect(try classifier.dimension() == 7)
    let logits = try fixture.vectors(classifier)
    let expected = try #require(fixture.golden.logits)
    let probabilities = try #require(fixture.golden.probabilities)
    #expect(logits.count == expected.count && expected.count == 12)
    #expect(Cosines.least(logits, expected) >= 0.999)
    var worst = 0.0
    for (index, vector) in logits.enumerated() {
      for (found, wanted) in zip(classifier.labels.probabilities(of: vector), probabilities[index]) {
        worst = max(worst, abs(found - wanted))
      }
    }
    #expect(worst <= 0.01, "\(worst)")
  }

  @Test func anotherNumberOfLabelsIsRefused() throws {
    let classifier = try classifier(
      ModelFixture("google/vit-tiny"), labels: ClassifierLabels(id2label: ["0": "cat", "1": "dog"]))
    let error = #expect(throws: EncoderProblem.self) { try classifier.dimension() }
    #expect(
      error?.description
        == "google/vit-tiny cannot classify pictures: it gives 7 logits, and config.json names 2 labels")
    var batch = classifier.makeBatch()
    try batch.add(Drawing.plain(1, 2, 3))
    #expect(throws: EncoderProblem.self) { try batch.finish() }
  }

  @Test func aModelWithoutLogitsIsRefused() throws {
    let fixture = try ModelFixture("google/vit-tiny-features")
    let classifier = try classifier(fixture, labels: ClassifierLabels(id2label: ["0": "cat", "1": "dog"]))
    let error = #expect(throws: EncoderProblem.self) { try classifier.dimension() }
    #expect(
      error?.description.contains("last_hidden_state") == true
        && error?.description.contains("logits") == true)
  }

  /// Logits and an embedding of the same model are different features.
  @Test func theIdentity() throws {
    let fixture = try ModelFixture("google/vit-tiny")
    #expect(
      try classifier(fixture).identity.fingerprint
        == fixture.encoder("model", output: "logits").identity.fingerprint)
    let other = try ModelFixture("microsoft/resnet-tiny")
    #expect(try classifier(fixture).identity != classifier(other).identity)
  }
}
