import Foundation

/// The words of a text, and what stands between its white space.
///
/// The text is lower-cased and composed (NFC) first, without a language. A word is a run of letters, marks, digits and `_` of
/// any script, with apostrophes inside it; with `#` or `@` before it where that stands there. Every emoji is a word, without
/// its variation selector. Scripts without spaces give long words; the characters in a row carry them.
struct TextTokens: Equatable {
  /// The words, in their order.
  let words: [String]
  /// The runs without white space, in their order, with all their signs.
  let chunks: [String]

  /// What is read of a text at most, in Unicode scalars; a longer text is cut.
  static let limit = 50_000

  init(_ text: String) {
    let plain = Self.normalised(text)
    chunks = plain.unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map { String($0) }
    words = Self.words(of: plain)
  }

  /// `text` cut, in lower case, composed.
  static func normalised(_ text: String) -> String {
    let start = text.unicodeScalars.prefix(limit)
    let lower = String(start).lowercased()
    return lower.utf8.allSatisfy { $0 < 0x80 } ? lower : lower.precomposedStringWithCanonicalMapping
  }

  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var sign: Character?
    var apostrophe = false
    func end() {
      if !word.isEmpty { words.append(word) }
      word = ""
      apostrophe = false
    }
    for character in text {
      if character.isWordPart {
        if apostrophe { word.append("'") }
        apostrophe = false
        if word.isEmpty, let sign { word.append(sign) }
        word.append(character)
        sign = nil
      } else if let emoji = character.emojiTerm {
        end()
        words.append(emoji)
        sign = nil
      } else if !word.isEmpty, !apostrophe, character == "'" || character == "’" {
        apostrophe = true
      } else {
        end()
        sign = character == "#" || character == "@" ? character : nil
      }
    }
    end()
    return words
  }
}

extension Character {
  /// Whether the character belongs to a word: a letter, a mark, a number or `_`.
  fileprivate var isWordPart: Bool {
    if let ascii = asciiValue {
      return switch ascii {
      case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
      default: false
      }
    }
    guard let first = unicodeScalars.first, !unicodeScalars.contains("\u{20E3}") else { return false }
    return switch first.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber, .otherNumber, .connectorPunctuation:
      true
    default: false
    }
  }

  /// The emoji as a term, without variation selectors; nil where the character is none.
  fileprivate var emojiTerm: String? {
    guard let first = unicodeScalars.first else { return nil }
    guard first.properties.isEmoji, !first.isASCII || unicodeScalars.contains("\u{20E3}") else { return nil }
    return String(String.UnicodeScalarView(unicodeScalars.filter { $0 != "\u{FE0F}" && $0 != "\u{FE0E}" }))
  }
}
