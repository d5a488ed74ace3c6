import Foundation
import Testing

@testable import ModelCoders

@Suite("Generation settings")
struct GenerationSettingsTests {
  private func settings(
    _ configuration: String, _ generation: String? = nil, _ tokenizer: String? = nil, textLength: Int? = nil
  ) throws -> GenerationSettings {
    try GenerationSettings(
      configuration: Data(configuration.utf8), generation: generation.map { Data($0.utf8) },
      tokenizer: tokenizer.map { Data($0.utf8) }, textLength: textLength)
  }

  private let t5 = #"{"decoder_start_token_id": 0, "eos_token_id": 1, "n_positions": 512}"#

  @Test func whatIsRead() throws {
    let usual = try settings(t5)
    #expect(usual.start == 0 && usual.ends == [1] && usual.textLength == 512)
    let other = try settings(t5, #"{"decoder_start_token_id": 5, "eos_token_id": [7, 8]}"#)
    #expect(other.start == 5 && other.ends == [7, 8])
    #expect(try settings(#"{"bos_token_id": 3, "eos_token_id": 1}"#).start == 3)
    #expect(try settings(t5, nil, #"{"model_max_length": 100}"#).textLength == 100)
    #expect(try settings(t5, textLength: 40).textLength == 40)
    #expect(try settings(#"{"decoder_start_token_id": 0, "eos_token_id": 1}"#).textLength == 512)
  }

  @Test(arguments: [
    ("{}", "decoder_start_token_id"), (#"{"decoder_start_token_id": 0}"#, "eos_token_id"),
    (#"{"decoder_start_token_id": 0, "eos_token_id": []}"#, "eos_token_id"),
    (#"{"decoder_start_token_id": -1, "eos_token_id": 1}"#, "negative"),
    (#"{"decoder_start_token_id": 0, "eos_token_id": [1, -9223372036854775808]}"#, "negative"),
    (#"{"decoder_start_token_id": 0, "eos_token_id": "end"}"#, "not JSON of the expected form"),
    ("[", "JSON"),
  ])
  func whatCannotBeFollowed(configuration: String, message: String) throws {
    let error = #expect(throws: ModelSettingsProblem.self) { try settings(configuration) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test func lengthsThatMakeNoSense() throws {
    for number in ["-9223372036854775808", "0", "9223372036854775807"] {
      let text = #"{"decoder_start_token_id": 0, "eos_token_id": 1, "n_positions": \#(number)}"#
      #expect(try settings(text).textLength == 512)
    }
    #expect(try settings(t5, textLength: -4).textLength == 1)
  }
}
