import Foundation
import Testing
import Tokenizers

/// Each normaliser and pre-tokenizer alone, by a tokenizer whose ids are the bytes of the words with `</w>` after each.
@Suite struct PartTests {
  @Test func partsAreTheReferences() throws {
    let content = try #require(
      JSONSerialization.jsonObject(with: Golden.fixture("parts.json")) as? [String: Any])
    let cases = try #require(content["cases"] as? [[String: Any]])
    #expect(cases.count >= 40)
    let texts = Golden.shared.texts
    for golden in cases {
      var file = try #require(golden["file"] as? [String: Any])
      file["model"] = content["model"]
      let tokenizer = try Tokenizer(json: JSONSerialization.data(withJSONObject: file))
      let name = "\(file[golden["kind"] as? String ?? ""] ?? "")"
      #expect(Self.hashes(texts[..<4000], by: 500, tokenizer) == golden["blocks"] as? [String], "texts, \(name)")
      #expect(
        Self.hashes(Self.pages[...], by: 32, tokenizer) == golden["characters"] as? [String],
        "characters, \(name)")
    }
  }

  private static func hashes(_ texts: ArraySlice<String>, by size: Int, _ tokenizer: Tokenizer) -> [String] {
    stride(from: 0, to: texts.count, by: size).map { start in
      var digest = WordHash()
      for text in texts[start..<min(texts.count, start + size)] { digest.add(tokenizer.encode(text).ids) }
      return digest.text
    }
  }

  /// Every character of the first two planes and of the tags, 256 a text.
  private static let pages: [String] = (Array(0..<0x200) + [0xE00, 0xE01]).map { page in
    (page << 8..<(page + 1) << 8).compactMap { Unicode.Scalar(UInt32($0)) }.map { "a\($0)b\($0) " }
      .joined(separator: "\n")
  }
}
