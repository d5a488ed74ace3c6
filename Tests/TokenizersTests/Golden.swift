import Foundation
import Testing
import Tokenizers

/// What the reference library makes of the golden text; see `tools/fixtures/tokenizers_golden.py`.
struct Golden: Decodable {
  struct Family: Decodable {
    /// A hash of ids, type ids and masks for each block of texts.
    let blocks: [String]
    let pairs: String
    let bare: String
    let decoded: String
    /// The ids of every 24th text.
    let shown: [[Int]]
  }

  let block: Int
  let shown: Int
  let families: [String: Family]

  static let shared: (golden: Golden, texts: [String]) = {
    do {
      let text = try JSONDecoder().decode(GoldenText.self, from: fixture("text.json"))
      let texts = text.texts(0..<text.count)
      var digest = WordHash()
      for text in texts { digest.add(text.unicodeScalars.map { Int($0.value) }) }
      precondition(digest.text == text.digest, "the golden text is not that of the fixtures")
      return (try JSONDecoder().decode(Golden.self, from: fixture("golden.json")), texts)
    } catch { preconditionFailure("\(error)") }
  }()

  static func fixture(_ name: String) throws -> Data {
    let parts = name.split(separator: ".")
    let file = try #require(
      Bundle.module.url(
        forResource: parts.dropLast().joined(separator: "."), withExtension: parts.last.map(String.init),
        subdirectory: "Fixtures"))
    return try Data(contentsOf: file)
  }

  static func tokenizer(_ family: String) throws -> Tokenizer {
    try Tokenizer(json: fixture("\(family).tokenizer.json"))
  }

  static let families = [
    "clip", "bert", "cased_bert", "gpt2", "roberta", "llama3", "t5", "xlmr", "fallback_unigram", "siglip2",
    "unknown_bpe",
  ]
}
