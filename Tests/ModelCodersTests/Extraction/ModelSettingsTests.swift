import ContentCoding
import Foundation
import Testing

@testable import Hub
@testable import ModelCoders

@Suite("Model settings")
struct ModelSettingsTests {
  private func settings(_ configuration: String, _ tokenizer: String? = nil) throws -> ModelSettings {
    try ModelSettings(configuration: Data(configuration.utf8), tokenizer: tokenizer.map { Data($0.utf8) })
  }

  @Test func whatIsRead() throws {
    #expect(try settings("{}").leadingTokens == 1 && settings("{}").textLength == nil)
    #expect(try settings(#"{"num_register_tokens": 4}"#).leadingTokens == 5)
    #expect(try settings(#"{"vision_config": {"num_register_tokens": 2}}"#).leadingTokens == 3)
    #expect(try settings(#"{"model_type": "siglip"}"#).leadingTokens == 0)
    let bert = try settings(
      #"{"model_type": "bert", "max_position_embeddings": 512}"#,
      #"{"model_max_length": 128, "pad_token": {"content": "[PAD]", "lstrip": false}}"#)
    #expect(bert.textLength == 128 && bert.paddingToken == "[PAD]" && bert.labels == nil)
    let open = try settings(
      "{}", #"{"model_max_length": 1000000000000000019884624838656, "pad_token": "<pad>"}"#)
    #expect(open.textLength == nil && open.paddingToken == "<pad>")
  }

  @Test(arguments: [
    "[]", "{", #"{"num_register_tokens": -1}"#, #"{"num_register_tokens": 9223372036854775807}"#,
    #"{"id2label": {"7": "a"}}"#, #"{"max_position_embeddings": "many"}"#,
  ])
  func whatCannotBeFollowed(configuration: String) {
    #expect(throws: ModelSettingsProblem.self) { try settings(configuration) }
  }

  @Test func extremeNumbersDoNotTrap() throws {
    for number in ["-9223372036854775808", "9223372036854775807", "0", "1"] {
      let text = #"{"model_type": "roberta", "pad_token_id": \#(number), "max_position_embeddings": 10}"#
      #expect(try settings(text).textLength ?? 0 >= 1)
      #expect(try settings(#"{"max_position_embeddings": \#(number)}"#).textLength ?? 1 == 1)
    }
    #expect(try settings("{}", #"{"model_max_length": -1e300}"#).textLength == nil)
  }

  @Test func whatTheCatalogueSays() throws {
    let catalogue = try ModelCatalogue(
      contentsOf: Repository.root.appendingPathComponent("Models/catalogue.json"))
    func reading(_ name: String, _ pooling: EncoderPooling?) throws -> OutputReading {
      let entry = catalogue.models.first { $0.name == name }
      return try OutputReading(
        entry?.image ?? entry?.text, settings: settings("{}"), pooling: pooling, name: name)
    }
    #expect(try reading("seedling-64", nil) == OutputReading(output: "image_embeds"))
    #expect(try reading("facebook/dinov2-small", nil).pooling == .cls)
    #expect(try reading("facebook/dinov2-small", .clsMean).pooling == .clsMean)
    let unit = OutputReading(output: "last_hidden_state", pooling: .mean, normalises: true)
    #expect(try reading("sentence-transformers/all-MiniLM-L6-v2", nil) == unit)
    #expect(try reading("an/unknown-model", .mean) == OutputReading(pooling: .mean))
    let vector = #expect(throws: EncoderProblem.self) { try reading("openai/clip-vit-base-patch32", .mean) }
    #expect(vector?.description.contains("image_embeds is one vector already") == true)
    let other = #expect(throws: EncoderProblem.self) {
      try reading("sentence-transformers/all-MiniLM-L6-v2", .cls)
    }
    #expect(other?.description.contains("only with mean") == true)
  }

  @Test func rulesForTexts() throws {
    let siglip = try settings(#"{"model_type": "siglip", "text_config": {"max_position_embeddings": 64}}"#)
    #expect(TextRules(nil, settings: siglip) == TextRules(fixedLength: 64, lowercases: true))
    #expect(try TextRules(nil, settings: settings("{}")) == TextRules())
    let catalogue = try ModelCatalogue(
      contentsOf: Repository.root.appendingPathComponent("Models/catalogue.json"))
    let tower = catalogue.models.first { $0.name == "google/siglip2-base-patch16-224" }?.text
    #expect(
      try TextRules(tower, settings: settings("{}"))
        == TextRules(textLength: 64, fixedLength: 64, lowercases: true))
    // Each scalar by itself: a sigma at the end of a word stays the usual one, as in the reference.
    #expect(TextRules(lowercases: true).prepared("ΣΊΣΥΦΟΣ İ Ä") == "σίσυφοσ i\u{307} ä")
  }
}
