import Foundation
import Testing
import Tokenizers

/// Files and texts made to harm: an error or an answer, soon.
@Suite struct HostileTests {
  @Test(.timeLimit(.minutes(10)), arguments: Golden.families)
  func hostileTextsAreEncoded(_ family: String) throws {
    var tokenizer = try Golden.tokenizer(family)
    (tokenizer.truncation, tokenizer.padding) = (nil, nil)
    let length = 60_000
    for unit in [
      "a", "\u{301}", "e\u{301}", "\u{0}", " ", "中", "🧑🏻‍💻", "\u{345}\u{300}", "\r\n", "<mask>", "¼",
      "\u{10FFFF}",
    ] {
      let text = String(repeating: unit, count: length / unit.utf8.count)
      #expect(tokenizer.encode(text).count <= text.utf8.count + 8)
    }
  }

  @Test func aMegabyteInOneWordIsEncoded() throws {
    var tokenizer = try Golden.tokenizer("siglip2")
    (tokenizer.truncation, tokenizer.padding) = (nil, nil)
    let text = String(repeating: "photograph", count: 100_000)
    #expect(tokenizer.decode(tokenizer.encode(text).ids) == text)
  }

  @Test func expensivePatternsEnd() throws {
    for pattern in ["(a|a)*b", "(a*)*b", "(?:a+)+$b", "a+b", "(?=(a+)+b)a", "(a?){60}b"] {
      let file: [String: Any] = [
        "pre_tokenizer": ["type": "Split", "pattern": ["Regex": pattern], "behavior": "Isolated"],
        "model": ["type": "BPE", "vocab": ["a": 0], "merges": [String]()],
      ]
      let tokenizer = try Tokenizer(json: JSONSerialization.data(withJSONObject: file))
      #expect(tokenizer.encode(String(repeating: "a", count: 4_000)).count == 4_000, "\(pattern)")
    }
  }

  @Test(arguments: [
    (
      #"{"type": "Replace", "pattern": {"String": "a"}, "content": "\#(String(repeating: "a", count: 20_000))"}"#,
      1
    ),
    (#"{"type": "Replace", "pattern": {"String": "a"}, "content": "aaaa"}"#, 12),
    (#"{"type": "ByteLevel"}"#, 40), (#"{"type": "Prepend", "prepend": "aaaaaaaa"}"#, 20),
  ])
  func stepsThatGrowATextWithoutEndAreRefused(_ step: String, times: Int) throws {
    let steps = Array(repeating: step, count: times).joined(separator: ",")
    let file =
      #"{"normalizer": {"type": "Sequence", "normalizers": [\#(steps)]}, "#
      + #""model": {"type": "BPE", "vocab": {"a": 0}, "merges": []}}"#
    let error = #expect(throws: TokenizerError.self) { try Tokenizer(json: Data(file.utf8)) }
    #expect(error?.description.contains("times longer") == true)
  }

  @Test func mutatedFilesAreRefusedOrWork() throws {
    var dice = Dice(state: 20_261_121)
    for family in Golden.families {
      let original = [UInt8](try Golden.fixture("\(family).tokenizer.json"))
      for _ in 0..<12 {
        var bytes = original
        for _ in 0..<1 + dice.below(3) {
          let place = dice.below(dice.below(2) == 0 ? min(1500, bytes.count) : bytes.count)
          switch dice.below(4) {
          case 0: bytes[place] = UInt8(dice.below(256))
          case 1: bytes.remove(at: place)
          case 2: bytes.insert(dice.one(Array(#"0-9e.[]{}",:n"#.utf8)), at: place)
          default: bytes.removeSubrange(place..<min(bytes.count, place + dice.below(200)))
          }
        }
        guard let tokenizer = try? Tokenizer(json: Data(bytes)) else { continue }
        let ids = tokenizer.encode("a Photo's of 中文 caf\u{e9} <mask> \u{0}").ids
        _ = tokenizer.decode(ids + [-1, .max])
      }
    }
  }
}
