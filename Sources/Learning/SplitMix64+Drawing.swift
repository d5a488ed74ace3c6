import Reliability

// Drawing is done here, not by the standard library's `shuffled(using:)`, whose algorithm may change.
extension SplitMix64 {
  /// A number in [0, 1) with 24 bits.
  mutating func uniform() -> Float { Float(next() >> 40) * 0x1p-24 }

  /// A whole number in `0 ..< bound`, by Lemire's multiplication; the bias is below 2^-32 for a bound under 2^32.
  ///
  /// Unlike `next(below:)` it takes one draw whatever comes, so that generators can be set ahead, and it is what every network was
  /// trained with.
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
