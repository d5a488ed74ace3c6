/// SplitMix64 (Steele, Lea and Flood 2014): small, fast, and the same on every platform.
///
/// Drawing is done here, not by the standard library's `shuffled(using:)`, whose algorithm may change.
struct SeededGenerator: RandomNumberGenerator, Codable, Sendable, Equatable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= SeededGenerator.increment
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// The generator after `count` more draws.
  func advanced(by count: Int) -> SeededGenerator {
    SeededGenerator(seed: state &+ UInt64(truncatingIfNeeded: count) &* SeededGenerator.increment)
  }

  private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// A number in [0, 1) with 24 bits.
  mutating func uniform() -> Float { Float(next() >> 40) * 0x1p-24 }

  /// A whole number in `0 ..< bound`, by Lemire's multiplication; the bias is below 2^-32 for a bound under 2^32.
  mutating func index(below bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(max(bound, 1))).high)
  }

  /// Fisher and Yates.
  mutating func shuffle<Element>(_ items: inout [Element]) {
    for last in stride(from: items.count - 1, to: 0, by: -1) {
      items.swapAt(last, index(below: last + 1))
    }
  }
}
