/// A small seeded generator, so that the same seed gives the same numbers on every platform.
///
/// SplitMix64 (Steele, Lea and Flood, 2014; Vigna's reference code): the state moves on by the golden
/// ratio and is mixed by two xor-shift-multiply rounds. Period 2^64. Not for secrets.
public struct SplitMix64: RandomNumberGenerator, Equatable, Sendable {
  @usableFromInline var state: UInt64

  /// A generator that starts at `seed`; every seed is as good as another.
  @inlinable
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 random bits.
  @inlinable @inline(__always)
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// The generator after `count` more draws.
  @inlinable
  public func advanced(by count: Int) -> SplitMix64 {
    SplitMix64(seed: state &+ UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15)
  }

  /// A number in `0..<bound`, each with exactly the same chance; 0 where `bound` is 0.
  ///
  /// Lemire's method (2019): the high half of a 128-bit product, with rejection of the uneven rest.
  @inlinable @inline(__always)
  public mutating func next(below bound: Int) -> Int {
    guard bound > 0 else { return 0 }
    let range = UInt64(bound)
    var product = next().multipliedFullWidth(by: range)
    if product.low < range {
      let rest = (0 &- range) % range
      while product.low < rest {
        product = next().multipliedFullWidth(by: range)
      }
    }
    return Int(product.high)
  }
}
