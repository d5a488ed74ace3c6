import Foundation
import Testing
import Tokenizers

@Suite struct TokenizerErrorTests {
  private func message(_ json: String) -> String {
    do {
      _ = try Tokenizer(json: Data(json.utf8))
      return ""
    } catch { return "\(error)" }
  }

  private let model = #""model": {"type": "BPE", "vocab": {"a": 0}, "merges": []}"#

  @Test func namesWhatIsNotSupported() {
    #expect(
      message(#"{\#(model), "normalizer": {"type": "Foo"}}"#)
        == "tokenizer.json: normalizer Foo is not supported")
    #expect(
      message(#"{\#(model), "pre_tokenizer": {"type": "UnicodeScripts"}}"#).contains(
        "pre_tokenizer UnicodeScripts"))
    #expect(message(#"{\#(model), "post_processor": {"type": "Foo"}}"#).contains("post_processor Foo"))
    #expect(message(#"{\#(model), "decoder": {"type": "CTC"}}"#).contains("decoder CTC"))
    #expect(message(#"{"model": {"type": "Foo"}}"#).contains("model Foo"))
    #expect(
      message(#"{"model": {"type": "BPE", "dropout": 0.1, "vocab": {}, "merges": []}}"#).contains(
        "BPE dropout"))
  }

  @Test(arguments: [
    #"(?<=a)b"#, #"\p{Han}"#, #"(a)\1"#, #"[a&&b]"#, #"(?>a)"#, #"\R"#, #"a{1000}"#, #"((a{99}){99}){99}"#,
  ])
  func namesWhatARegularExpressionMayNotHave(_ expression: String) {
    let text = expression.replacing("\\", with: "\\\\")
    let split = #"{"type": "Split", "pattern": {"Regex": "\#(text)"}, "behavior": "Isolated"}"#
    #expect(message(#"{\#(model), "pre_tokenizer": \#(split)}"#).contains("regular expression"))
  }

  @Test func namesTheFileThatCannotBeRead() {
    let error = #expect(throws: TokenizerError.self) {
      try Tokenizer(contentsOf: URL(filePath: "/nowhere/tokenizer.json"))
    }
    #expect(error?.description.hasPrefix("/nowhere/tokenizer.json: ") == true)
  }

  @Test(arguments: [
    "", "{", "[]", "nul", #"{"model": {"type": "BPE", "vocab": {"a": -1}, "merges": []}}"#,
    #"{"model": {"type": "BPE", "vocab": {"a": 1e99}, "merges": []}}"#,
    #"{"model": {"type": "BPE", "vocab": {"a": NaN}, "merges": []}}"#,
    #"{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": ["a b"]}}"#,
    #"{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": [["a"]]}}"#,
    #"{"model": {"type": "Unigram", "vocab": [["a", 1e999]], "unk_id": 0}}"#,
    #"{"model": {"type": "Unigram", "vocab": [["a", 0.0]], "unk_id": 1}}"#,
    #"{"model": {"type": "WordPiece", "vocab": {"a": 0}, "unk_token": "[UNK]"}}"#,
    #"{"model": {"type": "BPE", "vocab": {"\ud800": 0}, "merges": []}}"#,
  ])
  func refusesWhatIsWrong(_ json: String) {
    #expect(throws: TokenizerError.self) { try Tokenizer(json: Data(json.utf8)) }
  }

  @Test func refusesDeepNesting() {
    let deep = String(repeating: "[", count: 1_000_000)
    #expect(message(deep).contains("nested deeper than 64"))
  }
}
