import Foundation
import Testing
import Tokenizers

@Suite struct TokenizerTests {
  @Test func byteLevelTextsComeBack() throws {
    for family in ["gpt2", "llama3"] {
      let tokenizer = try Golden.tokenizer(family)
      for text in Golden.shared.texts[..<1000] where !text.contains("<") {
        let ids = tokenizer.encode(text, addingSpecialTokens: false).ids
        #expect(tokenizer.decode(ids).utf8.elementsEqual(text.utf8))
      }
    }
  }

  @Test func tokensAreToldApartByTheirBytes() throws {
    let json =
      #"{"model": {"type": "BPE", "vocab": {"\u00e9": 0, "e\u0301": 1, "e": 2, "\u0301": 3}, "merges": ["e \u0301"]}}"#
    let tokenizer = try Tokenizer(json: Data(json.utf8))
    #expect(tokenizer.vocabularySize == 4)
    #expect(tokenizer.id(of: "\u{e9}") == 0)
    #expect(tokenizer.id(of: "e\u{301}") == 1)
    #expect(tokenizer.encode("\u{e9}").ids == [0])
    #expect(tokenizer.encode("e\u{301}").ids == [1])
    #expect(tokenizer.token(of: 9) == nil && tokenizer.token(of: -1) == nil && tokenizer.id(of: "x") == nil)
  }

  @Test func manyMayEncodeAtOnce() async throws {
    let tokenizer = try Golden.tokenizer("clip")
    let texts = Array(Golden.shared.texts[..<200])
    let expected = tokenizer.encode(texts)
    await withTaskGroup(of: [Encoding].self) { group in
      for _ in 0..<8 { group.addTask { tokenizer.encode(texts) } }
      for await found in group { #expect(found == expected) }
    }
  }
}
