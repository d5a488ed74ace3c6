import ContentCoding
import Foundation
import Testing

@testable import ModelCoders

@Suite("Text encoder")
struct TextEncoderTests {
  private let tokenizer = Repository.fixture("models/sentence-transformers/minilm-tiny/tokenizer.json")

  /// One of the small models of the fixtures, with MiniLM's tokenizer.
  private func encoder(
    _ model: String, output: String? = nil, pooling: EncoderPooling? = nil, rules: TextRules = TextRules(),
    settings: String = "{}", batchSize: Int = 32
  ) throws -> TextEncoder {
    try TextEncoder(
      name: model, model: Repository.fixture("\(model).onnx"), modelSHA256: model, tokenizer: tokenizer,
      settings: ModelSettings(configuration: Data(settings.utf8)), rules: rules,
      reading: OutputReading(output: output, pooling: pooling), batchSize: batchSize)
  }

  private func mean(_ ids: [Int]) -> [Float] { [Float(ids.reduce(0, +)) / Float(ids.count), 1] }

  /// The model divides 0 by 0 for padding, so that any that was counted would be seen.
  @Test func paddingIsMasked() throws {
    let encoder = try encoder("words")
    let texts = ["a photo of a mountain landscape", "cat", "people hiking by the lake"]
    let ids = try encoder.tokenIDs(of: texts)
    #expect(Set(ids.map(\.count)).count > 1 && ids.allSatisfy { $0.first == 2 && $0.last == 3 })
    let vectors = try encoder.features(of: texts).compactMap(\.vector)
    for (vector, ids) in zip(vectors, ids) {
      #expect(zip(vector, mean(ids)).allSatisfy { abs($0 - $1) < 1e-3 })
    }
    #expect(try self.encoder("words", pooling: .cls).features(of: texts).allSatisfy { $0.vector == [2, 1] })
    #expect(try self.encoder("words", pooling: .clsMean).dimension() == 4)
  }

  /// A model that is not told what is padding is given none.
  @Test func withoutAMaskOnlyTextsOfOneLengthShareABatch() throws {
    let texts = ["a photo of a mountain landscape", "cat", "people hiking by the lake", "lake"]
    let encoder = try encoder("words-without-mask", output: "last_hidden_state")
    let ids = try encoder.tokenIDs(of: texts)
    for (vector, ids) in zip(try encoder.features(of: texts).compactMap(\.vector), ids) {
      #expect(zip(vector, mean(ids)).allSatisfy { abs($0 - $1) < 1e-3 })
    }
  }

  /// 2 texts of 6 tokens, numbers of 32 bits: the third text is encoded with itself beside it.
  @Test func aFixedShape() throws {
    let encoder = try encoder("words-of-32-bits", output: "text_embeds")
    let texts = ["cat", "a photo of a mountain landscape and of the people who live there", "lake"]
    let ids = try encoder.tokenIDs(of: texts)
    #expect(ids[1].count == 6 && ids[1].last == 3)
    let expected = ids.map { [Float($0.reduce(0, +))] }
    #expect(try encoder.features(of: texts).compactMap(\.vector) == expected)
  }

  @Test func howLongATextMayBe() throws {
    let text = [String(repeating: "lake ", count: 300)]
    func length(_ rules: TextRules, _ settings: String = "{}") throws -> Int? {
      try encoder("words", rules: rules, settings: settings).tokenIDs(of: text).first?.count
    }
    #expect(try length(TextRules()) == 48)  // tokenizer.json
    #expect(try length(TextRules(textLength: 100)) == 100)
    #expect(try length(TextRules(textLength: 100), #"{"max_position_embeddings": 20}"#) == 20)
    #expect(try length(TextRules(), #"{"max_position_embeddings": 20}"#) == 20)
    #expect(try length(TextRules(), #"{"text_config": {"max_position_embeddings": 7}}"#) == 7)
    #expect(
      try length(TextRules(), #"{"model_type": "roberta", "pad_token_id": 1, "max_position_embeddings": 20}"#)
        == 18)
  }

  @Test func numbersThatAreNotFiniteAreNoEmbedding() throws {
    // The padding token written out, of id 0.
    let feature = try encoder("words").features(of: ["[PAD]"]).first
    #expect(feature?.reason?.code == .invalidFeature)
    #expect(try encoder("words").features(of: []).isEmpty)
  }

  @Test(arguments: [
    ("words-and-pictures", "pixel_values"), ("words-as-numbers", "input_ids float32"),
    ("words-to-one-number", "none of which is one embedding [batch, n] a text"), ("colours", "pixel_values"),
  ])
  func aModelThatIsNoEncoderIsRefused(model: String, message: String) throws {
    let error = #expect(throws: EncoderProblem.self) { try encoder(model) }
    #expect(error?.description.hasPrefix("\(model) cannot encode texts: ") == true)
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test func aTokenizerThatCannotBeReadIsNamed() throws {
    let encoder = try TextEncoder(
      name: "words", model: Repository.fixture("words.onnx"), modelSHA256: "",
      tokenizer: Repository.fixture("golden.json"), settings: ModelSettings(configuration: nil))
    let error = #expect(throws: (any Error).self) { try encoder.features(of: ["a"]) }
    #expect("\(try #require(error))".contains("golden.json"))
  }

  @Test func theFingerprintCoversWhatDecidesTheEmbedding() throws {
    let identities = try [
      encoder("words"), encoder("words", pooling: .cls), encoder("words", rules: TextRules(lowercases: true)),
      encoder("words", rules: TextRules(textLength: 9)), encoder("words-without-mask"),
    ].map(\.identity)
    #expect(Set(identities.map(\.fingerprint)).count == identities.count)
    #expect(try encoder("words", batchSize: 1).identity == identities[0])
  }
}
