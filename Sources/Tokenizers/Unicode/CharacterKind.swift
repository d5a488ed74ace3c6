/// The kinds of characters that normalisers and pre-tokenizers ask for, as the reference library (tokenizers 0.23) knows them.
///
/// The library's tables are of several versions of Unicode. Swift's are newer, so each answer is limited to characters of
/// that version or before; the few characters whose category has changed since are listed.
enum CharacterKind {
  /// White space: the Unicode property.
  static func isWhitespace(_ value: UInt32) -> Bool {
    if value < 0x80 { return value == 0x20 || (0x09...0x0D).contains(value) }
    switch value {
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return true
    default: return false
    }
  }

  /// Punctuation of any category (Unicode 8), and all ASCII signs.
  static func isPunctuation(_ value: UInt32) -> Bool {
    if value < 0x80 { return isASCIIPunctuation(UInt8(value)) }
    if value == 0x166D || value == 0x111C9 { return true }
    switch category(value, upTo: 8) {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      return true
    default: return false
    }
  }

  /// Whether a byte is an ASCII sign: neither letter, digit, space nor control.
  @inline(__always) static func isASCIIPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  /// A number of any category (Unicode 17).
  static func isNumber(_ value: UInt32) -> Bool {
    if value < 0x80 { return (0x30...0x39).contains(value) }
    switch category(value, upTo: 17) {
    case .decimalNumber, .letterNumber, .otherNumber: return true
    default: return false
    }
  }

  /// A mark of any category (Unicode 9).
  static func isMark(_ value: UInt32) -> Bool {
    if value < 0x300 { return false }
    if value == 0x1CF2 || value == 0x1CF3 { return true }
    if value == 0x111C9 { return false }
    switch category(value, upTo: 9) {
    case .nonspacingMark, .spacingMark, .enclosingMark: return true
    default: return false
    }
  }

  /// A mark without a width of its own (Unicode 8).
  static func isNonspacingMark(_ value: UInt32) -> Bool {
    if value < 0x300 { return false }
    switch value {
    case 0x1734, 0x1171E: return true
    case 0x1885, 0x1886, 0xA9BD, 0x111C9: return false
    default: return category(value, upTo: 8) == .nonspacingMark
    }
  }

  /// A control or format character or one for private use (Unicode 8).
  static func isOther(_ value: UInt32) -> Bool {
    if value < 0x80 { return value < 0x20 || value == 0x7F }
    switch category(value, upTo: 8) {
    case .control, .format, .privateUse: return true
    default: return false
    }
  }

  /// An ideograph in the ranges that BERT puts spaces around.
  static func isIdeograph(_ value: UInt32) -> Bool {
    switch value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2A6DF, 0x2A700...0x2B81F,
      0x2B920...0x2CEAF, 0x2F800...0x2FA1F:
      true
    default: false
    }
  }

  /// A sign of a word: alphabetic, a mark, a decimal digit, a connector, and a joiner where `joiners` says so (Unicode 16).
  static func isWord(_ value: UInt32, joiners: Bool) -> Bool {
    if value < 0x80 {
      return (0x30...0x39).contains(value) || (0x61...0x7A).contains(value | 0x20) || value == 0x5F
    }
    guard let scalar = Unicode.Scalar(value) else { return false }
    let properties = scalar.properties
    guard let age = properties.age, age.major <= 16 else { return false }
    if properties.isAlphabetic || joiners && properties.isJoinControl { return true }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation: return true
    default: return false
    }
  }

  /// The category of a scalar; of one that is younger than a version, `unassigned`.
  static func category(_ value: UInt32, upTo version: Int) -> Unicode.GeneralCategory {
    guard let scalar = Unicode.Scalar(value) else { return .unassigned }
    let category = scalar.properties.generalCategory
    guard category != .unassigned, let age = scalar.properties.age, age.major <= version else {
      return .unassigned
    }
    return category
  }
}
