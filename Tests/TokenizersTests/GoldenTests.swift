import Foundation
import Testing
import Tokenizers

/// Equality with the reference library, id for id.
@Suite struct GoldenTests {
  @Test(arguments: Golden.families)
  func idsAreTheReferences(_ family: String) throws {
    let (golden, texts) = Golden.shared
    let tokenizer = try Golden.tokenizer(family)
    let expected = try #require(golden.families[family])
    #expect(expected.shown.count == 500)
    for (place, ids) in expected.shown.enumerated() {
      let text = texts[place * golden.shown]
      #expect(tokenizer.encode(text).ids == ids, "\(family): \(text.debugDescription)")
    }
  }

  @Test(arguments: Golden.families)
  func blocksAreTheReferences(_ family: String) throws {
    let (golden, texts) = Golden.shared
    let tokenizer = try Golden.tokenizer(family)
    let expected = try #require(golden.families[family]).blocks
    #expect(texts.count >= 10_000 && expected.count * golden.block == texts.count)
    var different: [Int] = []
    for (place, hash) in expected.enumerated() {
      var digest = WordHash()
      let block = Array(texts[place * golden.block..<(place + 1) * golden.block])
      for encoding in tokenizer.encode(block) { digest.add(encoding) }
      if digest.text != hash { different.append(place) }
    }
    #expect(different.isEmpty, "\(family): blocks of \(golden.block) that differ")
  }

  @Test(arguments: Golden.families)
  func pairsAndDecodedTextsAreTheReferences(_ family: String) throws {
    let (golden, texts) = Golden.shared
    let tokenizer = try Golden.tokenizer(family)
    let expected = try #require(golden.families[family])
    var (pairs, bare, decoded) = (WordHash(), WordHash(), WordHash())
    for (first, second) in zip(texts[..<600], texts[600..<1200]) {
      pairs.add(tokenizer.encode(first, second))
      bare.add(tokenizer.encode(first, addingSpecialTokens: false))
      bare.add(tokenizer.encode(first, second, addingSpecialTokens: false))
      let ids = tokenizer.encode(first).ids
      decoded.add(tokenizer.decode(ids).utf8.map { Int($0) })
      decoded.add(tokenizer.decode(ids, skippingSpecialTokens: false).utf8.map { Int($0) })
    }
    #expect(pairs.text == expected.pairs)
    #expect(bare.text == expected.bare)
    #expect(decoded.text == expected.decoded)
  }
}

extension WordHash {
  mutating func add(_ encoding: Encoding) {
    add(encoding.ids)
    add(encoding.typeIDs)
    add(encoding.attentionMask)
  }
}
