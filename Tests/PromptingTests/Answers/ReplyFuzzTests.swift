import ContentCoding
import Testing

@testable import Prompting

/// What no model should write: it is read without a crash, and whatever is read is offered by the codebook.
struct ReplyFuzzTests {
  private let form = CodingForm(variables: Sample.all, wantsRationale: true, wantsConfidence: true)

  /// SplitMix64.
  private struct Chance: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private static let whole =
    #"{"rationale": "a \"b\" \\", "genre": "meme", "genre_other": null, "protest": true, "anger": 0.5, "#
    + #""things": ["flag"], "violence": {"value": "none"}, "x": [[{}]]}"#

  private func check(_ text: String) {
    guard case .success(let reading) = form.read(text, tokens: [TokenProbability(token: text, logarithm: -1)])
    else { return }
    #expect(reading.answers.count == Sample.all.count)
    for (variable, answer) in zip(Sample.all, reading.answers) {
      #expect(answer.value?.isOffered(by: variable) ?? (answer.reason != nil))
      #expect(answer.confidence.map { (0...1).contains($0) } ?? true)
    }
  }

  @Test func truncatedAnywhere() {
    for length in 0..<Self.whole.count {
      let text = String(Self.whole.prefix(length))
      guard case .failure(let problems) = form.read(text) else {
        Issue.record("read \(text)")
        continue
      }
      #expect(!problems.list.isEmpty)
    }
    guard case .success = form.read(Self.whole) else {
      Issue.record("the whole is not read")
      return
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func changedBytes(seed: UInt64) {
    var chance = Chance(state: seed)
    for _ in 0..<200 {
      var bytes = Array(Self.whole.utf8)
      for _ in 0..<Int.random(in: 1...6, using: &chance) {
        let place = Int.random(in: 0..<bytes.count, using: &chance)
        switch Int.random(in: 0..<3, using: &chance) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
        case 1: bytes.remove(at: place)
        default: bytes.insert(Array("{}[]\",:\\e-".utf8).randomElement(using: &chance) ?? 0, at: place)
        }
      }
      check(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func randomBytes(seed: UInt64) {
    var chance = Chance(state: seed)
    for _ in 0..<100 {
      let bytes = (0..<Int.random(in: 0...300, using: &chance)).map { _ in
        UInt8.random(in: 0...255, using: &chance)
      }
      check(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test func deepNestingIsNoAnswer() {
    for (open, close) in [("{\"genre\":", "}"), ("[", "]"), ("{\"a\":[", "]}")] {
      for depth in [10, 63, 64, 65, 5000, 100_000] {
        let text = String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
        check(text)
        guard case .failure = form.read(text) else {
          Issue.record("read \(depth) levels")
          continue
        }
      }
    }
  }

  @Test func manyKeysAndItems() {
    let items = String(repeating: "\"flag\",", count: 5000) + "\"flag\""
    check(#"{"genre": "meme", "protest": true, "anger": 1, "things": [\#(items)], "violence": "none"}"#)
    check("{" + (0..<20_000).map { "\"k\($0)\": \($0)" }.joined(separator: ",") + "}")
    check("{" + String(repeating: "\"genre\": \"meme\",", count: 20_000) + "\"protest\": true}")
  }
}
