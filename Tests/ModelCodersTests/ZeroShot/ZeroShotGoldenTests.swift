import ContentCoding
import Foundation
import Testing

@testable import ModelCoders

/// Against numpy and transformers; see `tools/fixtures/zero_shot.py` and `tools/fixtures/models.py`.
@Suite("Zero-shot: golden numbers")
struct ZeroShotGoldenTests {
  private struct Golden: Decodable {
    struct Sigmoid: Decodable {
      let scale: Double
      let bias: Double
    }
    struct Way: Decodable {
      let softmax: [[Double]]
      let sigmoid: [[Double]]?
      let margin: [Double]
      let best: [String]?
      let probability: [Double]?
    }
    let tolerance: Double
    let scale: Double
    let sigmoid: Sigmoid
    let phrases: [String: [[Float]]]
    let pictures: [[Float]]
    let categories: [String]
    let mean: Way
    let max: Way
    let phrasesWay: Way

    enum CodingKeys: String, CodingKey {
      case tolerance, scale, sigmoid, phrases, pictures, categories, mean, max
      case phrasesWay = "phrases-way"
    }
  }

  @Test(arguments: PhraseAggregation.allCases)
  func asOpenCLIPScores(aggregation: PhraseAggregation) async throws {
    let golden = try JSONDecoder().decode(
      Golden.self, from: Data(contentsOf: Repository.fixture("zero-shot.json")))
    var study = PhraseStudy(phrases: [:])
    let categories = golden.categories.map { name in
      let vectors = golden.phrases[name] ?? []
      let texts = vectors.indices.map { "\(name) \($0)" }
      for (text, vector) in zip(texts, vectors) { study.features.features[text] = .vector(vector) }
      return Category(name: name, phrases: texts)
    }
    for (index, vector) in golden.pictures.enumerated() { study.add("p\(index)", vector) }
    let variable = Variable(name: "view", type: .category, categories: categories)
    let parameters = ZeroShotParameters.given { $0.aggregation = aggregation }
    let way =
      switch aggregation {
      case .mean: golden.mean
      case .max: golden.max
      case .phrases: golden.phrasesWay
      }
    let softmax = try await study.codings([variable], parameters, scoring: .softmax(scale: golden.scale))
    #expect(softmax.count == golden.pictures.count)
    for (index, coding) in softmax.enumerated() {
      for (category, score) in zip(golden.categories, way.softmax[index]) {
        #expect(isNear(coding.answer.scores[category], score, golden.tolerance))
      }
      #expect(isNear(Double(coding.answer.details["margin"] ?? ""), way.margin[index], 2e-6))
      if let best = way.best { #expect(coding.answer.value == .category(best[index])) }
      if let probability = way.probability {
        #expect(isNear(coding.answer.confidence, probability[index], golden.tolerance))
      }
    }
    let scoring = ZeroShotScoring.sigmoid(scale: golden.sigmoid.scale, bias: golden.sigmoid.bias)
    let sigmoid = try await study.codings([variable], parameters, scoring: scoring)
    for (index, coding) in sigmoid.enumerated() {
      for (category, score) in zip(golden.categories, (way.sigmoid ?? golden.max.sigmoid ?? [])[index]) {
        #expect(isNear(coding.answer.scores[category], score, golden.tolerance))
      }
    }
  }

  private struct Model: Decodable {
    let embeddings: [String: [[Float]]]
    let textEmbeddings: [String: [[Float]]]
    let logitScale: Double
    let logitBias: Double?
    let probabilities: [[Double]]
  }

  /// One phrase a category is what transformers' own models compute: `logits_per_image`, then softmax or sigmoid.
  @Test(arguments: ["openai/clip-tiny", "google/siglip2-tiny"])
  func asTransformersScores(model: String) async throws {
    let golden = try JSONDecoder().decode(
      Model.self, from: Data(contentsOf: Repository.fixture("models/\(model)/golden.json")))
    var study = PhraseStudy(phrases: [:])
    let texts = try #require(golden.textEmbeddings["none"])
    for (index, vector) in texts.enumerated() { study.features.features["text \(index)"] = .vector(vector) }
    for (index, vector) in try #require(golden.embeddings["none"]).enumerated() {
      study.add("p\(index)", vector)
    }
    let variable = Variable(
      name: "text", type: .category,
      categories: texts.indices.map { Category(name: "\($0)", phrases: ["text \($0)"]) })
    let scoring =
      golden.logitBias.map { ZeroShotScoring.sigmoid(scale: golden.logitScale, bias: $0) }
      ?? .softmax(scale: golden.logitScale)
    let codings = try await study.codings([variable], scoring: scoring)
    #expect(codings.count == golden.probabilities.count)
    for (coding, probabilities) in zip(codings, golden.probabilities) {
      for (index, probability) in probabilities.enumerated() {
        #expect(isNear(coding.answer.scores["\(index)"], probability, 2e-3))
      }
    }
  }
}
