import ContentCoding
import Foundation
import Inference
import Testing

@testable import ModelCoders

/// Prompts, answers and likelihoods against tokenizers, transformers and torch.
@Suite("Text generator")
struct TextGeneratorTests {
  private struct Golden: Decodable {
    struct Case: Decodable {
      let prompt: String
      let ids: [Int]
      let generated: [Int]
      let text: String
    }

    struct Scores: Decodable {
      let prompt: String
      let options: [String]
      let logarithms: [[Double]]
    }

    let tolerance: Double
    let maxTokens: Int
    let cases: [Case]
    let scores: [Scores]
  }

  private let folder = Repository.fixture("models/google/flan-t5-tiny")
  private let golden: Golden

  init() throws {
    golden = try JSONDecoder().decode(
      Golden.self, from: Data(contentsOf: folder.appendingPathComponent("golden.json")))
  }

  private func generator(
    _ name: String = "flan-t5-tiny", sha256: String = "a", textLength: Int? = nil, tokenizer: URL? = nil
  ) throws -> TextGenerator {
    func part(_ name: String) -> URL { folder.appendingPathComponent("onnx/\(name).onnx") }
    func contents(_ name: String) throws -> Data {
      try Data(contentsOf: folder.appendingPathComponent(name))
    }
    return TextGenerator(
      name: name,
      files: EncoderDecoderFiles(
        encoder: part("encoder_model"), decoder: .merged(part("decoder_model_merged"))),
      modelSHA256: sha256, tokenizer: tokenizer ?? folder.appendingPathComponent("tokenizer.json"),
      settings: try GenerationSettings(
        configuration: contents("config.json"), generation: contents("generation_config.json"),
        tokenizer: contents("tokenizer_config.json"), textLength: textLength))
  }

  @Test func promptsAndAnswersAreTheReferences() throws {
    let generator = try generator()
    #expect(generator.textLength == 64)
    for expected in golden.cases {
      #expect(try generator.tokens(of: expected.prompt) == expected.ids)
      #expect(
        try generator.answerTokens(to: expected.prompt, maxTokens: golden.maxTokens) == expected.generated)
      #expect(try generator.answer(to: expected.prompt, maxTokens: golden.maxTokens) == expected.text)
    }
  }

  @Test func likelihoodsAreThoseOfTeacherForcing() throws {
    let generator = try generator()
    for expected in golden.scores {
      let found = try generator.likelihoods(of: expected.options, to: expected.prompt)
      #expect(found.map(\.tokens) == expected.logarithms.map(\.count))
      for (likelihood, logarithms) in zip(found, expected.logarithms) {
        let sum = logarithms.reduce(0, +)
        let allowed = golden.tolerance * Double(logarithms.count)
        #expect(abs(likelihood.sum - sum) <= allowed)
        #expect(abs(likelihood.mean - sum / Double(logarithms.count)) <= golden.tolerance)
      }
    }
    #expect(try generator.likelihoods(of: [], to: "a").isEmpty)
    #expect(AnswerLikelihood(sum: 0, tokens: 0).mean == 0)
  }

  @Test func aLongPromptKeepsItsEndMark() throws {
    let long = String(repeating: "the old lake ", count: 200)
    let generator = try generator(textLength: 20)
    let ids = try generator.tokens(of: long)
    #expect(ids.count == 20 && ids.last == 1)
    #expect(try !generator.reads(long) && generator.reads("lake"))
    #expect(try generator.answer(to: long) == generator.answer(to: long + "and more"))
    #expect(try self.generator(textLength: 1000).textLength == 64)
  }

  @Test func theFingerprintCoversWhatDecidesAnAnswer() throws {
    let identities = try [generator(), generator(sha256: "b"), generator(textLength: 9)].map(\.identity)
    #expect(Set(identities.map(\.fingerprint)).count == 3)
    #expect(try generator().identity == identities[0])
  }

  @Test func aTokenizerThatCannotBeReadIsNamed() throws {
    let generator = try generator(tokenizer: folder.appendingPathComponent("golden.json"))
    let error = #expect(throws: (any Error).self) { try generator.answer(to: "a") }
    #expect("\(try #require(error))".contains("golden.json"))
  }

  /// The whole way with random weights: whatever the model says, a category comes of it.
  @Test func namesAGroup() throws {
    let naming = CategoryNaming([
      Category(name: "Sports"), Category(name: "Wildlife", definition: "Animals."), Category(name: "Culture"),
    ])
    let name = try #require(try naming.name(for: ["deer and a heron", "a fox"], by: generator()))
    #expect(naming.categories.indices.contains(name.category))
    #expect(abs(name.shares.reduce(0, +) - 1) < 1e-9 && name.shares.count == 3)
    let likeliest = name.shares.indices.max { name.shares[$0] < name.shares[$1] }
    #expect(name.isAnswered || name.category == likeliest)
  }
}
