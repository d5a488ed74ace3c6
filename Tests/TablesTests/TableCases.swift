/// SplitMix64, so that a failing case comes again.
struct TableCases: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// A string of up to `length` signs out of those that trouble tables.
  mutating func troublesome(_ length: Int) -> String {
    let signs = [
      "'", "=", "+", "-", "@", "\t", "\r", "\n", "\"", ",", ";", " ", "a", "Z", "0", "9", ".", "e", "_", "é",
      "🌞", "\u{FEFF}", "\u{301}", "\r\n",
    ]
    return (0..<Int.random(in: 0...length, using: &self)).map { _ in signs.randomElement(using: &self) ?? "" }
      .joined()
  }
}
