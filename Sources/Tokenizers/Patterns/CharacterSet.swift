/// A set of characters of a regular expression: ranges, general categories, words, white space, all together or all others.
struct CharacterSet: Sendable {
  var ranges: [ClosedRange<UInt32>] = []
  /// A bit for each general category, by `bit`.
  var categories: UInt32 = 0
  var hasWord = false
  var hasNonWord = false
  /// Whether superscript digits and fractions of Latin-1 are signs of words, as in `\w` that stands outside brackets.
  var hasLatinNumbers = false
  var hasSpace = false
  var hasNonSpace = false
  var isNegated = false
  /// Which ASCII characters are in the set; right after `seal` only.
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init() {}

  init(_ scalar: UInt32) {
    ranges = [scalar...scalar]
    seal()
  }

  /// Notes the ASCII characters of the set; to be called after the last change.
  mutating func seal() {
    (low, high) = (0, 0)
    for value in 0..<UInt32(128) where computed(value) {
      if value < 64 { low |= 1 << UInt64(value) } else { high |= 1 << UInt64(value - 64) }
    }
  }

  /// Whether the set may have characters beyond ASCII.
  var mayBeWide: Bool {
    isNegated || categories != 0 || hasWord || hasNonWord || hasSpace || hasNonSpace
      || ranges.contains { $0.upperBound >= 0x80 }
  }

  var asciiBits: (low: UInt64, high: UInt64) { (low, high) }

  @inline(__always) func contains(_ value: UInt32) -> Bool {
    if value < 64 { return low >> UInt64(value) & 1 == 1 }
    if value < 128 { return high >> UInt64(value - 64) & 1 == 1 }
    return computed(value)
  }

  private func computed(_ value: UInt32) -> Bool {
    var isIn = ranges.contains { $0.contains(value) }
    if !isIn, categories != 0 { isIn = categories >> Self.category(value) & 1 == 1 }
    if !isIn, hasWord || hasNonWord { isIn = isWord(value) ? hasWord : hasNonWord }
    if !isIn, hasSpace || hasNonSpace { isIn = CharacterKind.isWhitespace(value) ? hasSpace : hasNonSpace }
    return isIn != isNegated
  }

  private func isWord(_ value: UInt32) -> Bool {
    switch value {
    case 0xB2, 0xB3, 0xB9, 0xBC, 0xBD, 0xBE: hasLatinNumbers
    default: CharacterKind.isWord(value, joiners: false)
    }
  }

  /// The bit of a scalar's general category (Unicode 16).
  private static func category(_ value: UInt32) -> UInt32 {
    bit(value == 0x295 ? .otherLetter : CharacterKind.category(value, upTo: 16))
  }

  static func bit(_ category: Unicode.GeneralCategory) -> UInt32 {
    switch category {
    case .uppercaseLetter: 0
    case .lowercaseLetter: 1
    case .titlecaseLetter: 2
    case .modifierLetter: 3
    case .otherLetter: 4
    case .nonspacingMark: 5
    case .spacingMark: 6
    case .enclosingMark: 7
    case .decimalNumber: 8
    case .letterNumber: 9
    case .otherNumber: 10
    case .connectorPunctuation: 11
    case .dashPunctuation: 12
    case .openPunctuation: 13
    case .closePunctuation: 14
    case .initialPunctuation: 15
    case .finalPunctuation: 16
    case .otherPunctuation: 17
    case .mathSymbol: 18
    case .currencySymbol: 19
    case .modifierSymbol: 20
    case .otherSymbol: 21
    case .spaceSeparator: 22
    case .lineSeparator: 23
    case .paragraphSeparator: 24
    case .control: 25
    case .format: 26
    case .surrogate: 27
    case .privateUse: 28
    default: 29
    }
  }

  private static let names: [(name: String, bits: ClosedRange<UInt32>)] = [
    ("L", 0...4), ("Letter", 0...4), ("Lu", 0...0), ("Ll", 1...1), ("Lt", 2...2), ("Lm", 3...3),
    ("Lo", 4...4),
    ("M", 5...7), ("Mark", 5...7), ("Mn", 5...5), ("Mc", 6...6), ("Me", 7...7),
    ("N", 8...10), ("Number", 8...10), ("Nd", 8...8), ("Nl", 9...9), ("No", 10...10),
    ("P", 11...17), ("Punctuation", 11...17), ("Pc", 11...11), ("Pd", 12...12), ("Ps", 13...13),
    ("Pe", 14...14),
    ("Pi", 15...15), ("Pf", 16...16), ("Po", 17...17),
    ("S", 18...21), ("Symbol", 18...21), ("Sm", 18...18), ("Sc", 19...19), ("Sk", 20...20), ("So", 21...21),
    ("Z", 22...24), ("Separator", 22...24), ("Zs", 22...22), ("Zl", 23...23), ("Zp", 24...24),
    ("C", 25...29), ("Other", 25...29), ("Cc", 25...25), ("Cf", 26...26), ("Co", 28...28), ("Cn", 29...29),
  ]

  /// The categories of a name such as `Lu` or `P`; `nil` where there is none.
  static func categories(named name: String) -> UInt32? {
    names.first { $0.name == name }?.bits.reduce(0) { $0 | 1 << $1 }
  }

  /// All categories.
  static let allCategories: UInt32 = 1 << 30 - 1
}
