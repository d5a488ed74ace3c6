import Foundation
import Testing
import Tokenizers

/// Each normaliser and pre-tokenizer alone, by a tokenizer whose ids are the bytes of the words with `</w>` after each.
@Suite struct PartTests {
  @Test(arguments: 0..<4) func partsAreTheReferences(_ quarter: Int) throws {
    let content = try #require(
      JSONSerialization.jsonObject(with: Golden.fixture("parts.json")) as? [String: Any])
    let cases = try #require(content["cases"] as? [[String: Any]])
    #expect(cases.count >= 40)
    let texts = Array(Golden.shared.texts[..<600])
    let pages = try #require(content["pages"] as? [Int]).map(Self.page)
    for golden in cases[cases.indices.filter { $0 % 4 == quarter }] {
      var file = try #require(golden["file"] as? [String: Any])
      file["model"] = content["model"]
      let tokenizer = try Tokenizer(json: JSONSerialization.data(withJSONObject: file))
      let name = "\(file[golden["kind"] as? String ?? ""] ?? "")"
      #expect(Self.hashes(texts, by: 100, tokenizer) == golden["blocks"] as? [String], "texts, \(name)")
      let characters = try #require(golden["characters"] as? [String])
      if characters.isEmpty { continue }
      #expect(Self.hashes(pages, by: 16, tokenizer) == characters, "characters, \(name)")
    }
  }

  private static func hashes(_ texts: [String], by size: Int, _ tokenizer: Tokenizer) -> [String] {
    stride(from: 0, to: texts.count, by: size).map { start in
      var digest = WordHash()
      for text in texts[start..<min(texts.count, start + size)] { digest.add(tokenizer.encode(text).ids) }
      return digest.text
    }
  }

  /// 256 characters, a line each.
  private static func page(_ page: Int) -> String {
    (page << 8..<(page + 1) << 8).compactMap { Unicode.Scalar(UInt32($0)) }.map { "a\($0)b" }
      .joined(separator: "\n")
  }
}

extension Array {
  fileprivate subscript(indices: [Int]) -> [Element] { indices.map { self[$0] } }
}
