import Foundation
import Testing

/// The text of the golden fixtures, made by the same recipe and seed as `tools/fixtures/tokenizers_text.py`.
struct GoldenText: Decodable {
  let seed: UInt64
  let count: Int
  let digest: String
  private let scripts: [[[UInt32]]]
  private let words: [String]
  private let emoji: [String]
  private let signs: [String]
  private let odd: [UInt32]
  private let marks: [[UInt32]]
  private let compatible: [[UInt32]]
  private let contractions: [String]
  private let special: [String]
  private let separators: [String]

  func texts(_ indices: Range<Int>) -> [String] { indices.map(text) }

  private func text(_ index: Int) -> String {
    var dice = Dice(state: seed &+ UInt64(index))
    var text = ""
    for place in 0..<1 + dice.below(14) {
      if place > 0 || dice.below(8) == 0 { text += dice.one(separators) }
      text += fragment(&dice)
    }
    if dice.below(8) == 0 { text += dice.one(separators) }
    return text
  }

  private func fragment(_ dice: inout Dice) -> String {
    switch dice.below(100) {
    case ..<30: return word(&dice)
    case ..<55: return scriptWord(&dice)
    case ..<61: return dice.one(emoji)
    case ..<67:
      let sign = dice.one(signs)
      return String(repeating: sign, count: 1 + dice.below(3))
    case ..<72: return number(&dice)
    case ..<75:
      var address = "https://" + word(&dice)
      address += "." + word(&dice)
      address += "/" + word(&dice)
      return address + "?q=" + number(&dice)
    case ..<79:
      let tag = dice.one(["#", "@"]) + word(&dice)
      return dice.below(3) == 0 ? tag + number(&dice) : tag
    case ..<83: return marked(&dice)
    case ..<86: return character(dice.one(odd))
    case ..<89:
      let base = word(&dice)
      return base + dice.one(contractions)
    case ..<91:
      let value = UInt32(dice.below(0x20000))
      return character((0xD800..<0xE000).contains(value) ? value - 0x800 : value)
    case ..<94: return dice.one(special)
    case ..<97: return scalar(compatible, &dice)
    default:
      let part = dice.below(2) != 0 ? word(&dice) : scalar(dice.one(scripts), &dice)
      return dice.below(40) == 0 ? String(repeating: part, count: 20 + dice.below(300)) : part
    }
  }

  private func character(_ value: UInt32) -> String { Unicode.Scalar(value).map { String($0) } ?? "" }

  private func scalar(_ ranges: [[UInt32]], _ dice: inout Dice) -> String {
    let range = dice.one(ranges)
    return character(range[0] + UInt32(dice.below(Int(range[1] - range[0]) + 1)))
  }

  private func word(_ dice: inout Dice) -> String {
    let word = dice.one(words)
    let form = dice.below(10)
    return form == 0 ? word.uppercased() : form < 3 ? word.prefix(1).uppercased() + word.dropFirst() : word
  }

  private func scriptWord(_ dice: inout Dice) -> String {
    let ranges = dice.one(scripts)
    var word = ""
    for _ in 0..<1 + dice.below(9) { word += scalar(ranges, &dice) }
    return word
  }

  private func number(_ dice: inout Dice) -> String {
    let digits = 1 + dice.below(9)
    return String(dice.below((0..<digits).reduce(1) { power, _ in power * 10 }))
  }

  private func marked(_ dice: inout Dice) -> String {
    var text = ""
    for _ in 0..<1 + dice.below(4) {
      if dice.below(3) != 0 {
        text.append(dice.one(Array(dice.one(words))))
      } else {
        text += scalar(dice.one(scripts), &dice)
      }
      for _ in 0..<dice.below(4) { text += scalar(marks, &dice) }
    }
    return text
  }
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct Dice {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }

  mutating func one<Element>(_ items: [Element]) -> Element { items[below(items.count)] }
}

/// FNV-1a over 32-bit words.
struct WordHash {
  private var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ words: some Sequence<Int>) {
    for word in words { value = (value ^ UInt64(word)) &* 0x100_0000_01B3 }
    value = (value ^ 0xFFFF_FFFF) &* 0x100_0000_01B3
  }

  var text: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
