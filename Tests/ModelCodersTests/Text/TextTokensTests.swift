import Testing

@testable import ModelCoders

@Suite("Text tokens")
struct TextTokensTests {
  @Test(arguments: [
    ("A Lake, a boat.", ["a", "lake", "a", "boat"]),
    ("#Hiking with @Anna_B at 7am", ["#hiking", "with", "@anna_b", "at", "7am"]),
    ("C# and a@b, # @ alone", ["c", "and", "a", "@b", "alone"]),
    ("don't isn’t 'quoted' rock'n'roll dogs'", ["don't", "isn't", "quoted", "rock'n'roll", "dogs"]),
    ("⛰️⛰ summit🏔️!", ["⛰", "⛰", "summit", "🏔"]),
    ("👩‍👩‍👧 🇨🇭🇨🇭 1️⃣ 👍🏽", ["👩‍👩‍👧", "🇨🇭", "🇨🇭", "1⃣", "👍🏽"]),
    ("❤ ❤️", ["❤", "❤"]),
    ("Cafe\u{301} CAFÉ", ["caf\u{E9}", "caf\u{E9}"]),
    ("हिन्दी में", ["हिन्दी", "में"]),
    ("می‌خواهم", ["می‌خواهم"]),
    ("我爱北京，天安门", ["我爱北京", "天安门"]),
    ("ภาษาไทย", ["ภาษาไทย"]),
    ("", []), (" \n\t", []), ("!?…", []),
  ])
  func words(text: String, expected: [String]) {
    let found = TextTokens(text).words
    #expect(found.map { Array($0.utf8) } == expected.map { Array($0.utf8) }, "\(found)")
  }

  @Test func chunksKeepTheirSigns() {
    #expect(TextTokens("Hello,  World!\u{A0}⛰️\n").chunks == ["hello,", "world!", "⛰️"])
  }

  @Test func aLongTextIsCut() {
    let tokens = TextTokens(String(repeating: "ab ", count: 1_000_000))
    #expect(tokens.words.count == (TextTokens.limit + 1) / 3)
  }
}
