import Foundation

/// How vectors are written into the cache.
public enum VectorPrecision: String, Codable, CaseIterable, Sendable {
  /// 4 bytes a number, exact.
  case float32
  /// 2 bytes a number: 11 significant bits, at most 65,504.
  case float16

  /// The little-endian bytes of `vector`; nil where a number does not fit.
  func data(of vector: [Float]) -> Data? {
    switch self {
    case .float32:
      return vector.map(\.bitPattern.littleEndian).withUnsafeBytes { Data($0) }
    case .float16:
      guard vector.allSatisfy({ abs($0) < 65_520 }) else { return nil }
      return vector.map { HalfPrecision.bits(of: $0).littleEndian }.withUnsafeBytes { Data($0) }
    }
  }

  /// Reads ``data(of:)``'s bytes; nil where they are no whole number of numbers.
  func vector(of bytes: UnsafeRawBufferPointer) -> [Float]? {
    let size = self == .float32 ? 4 : 2
    guard bytes.count % size == 0 else { return nil }
    let count = bytes.count / size
    return [Float](unsafeUninitializedCapacity: count) { vector, initialized in
      switch self {
      case .float32:
        for index in 0..<count {
          let bits = bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)
          vector[index] = Float(bitPattern: UInt32(littleEndian: bits))
        }
      case .float16:
        for index in 0..<count {
          let bits = bytes.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self)
          vector[index] = HalfPrecision.number(of: UInt16(littleEndian: bits))
        }
      }
      initialized = count
    }
  }
}

/// IEEE 754 binary16 without the type `Float16`, which Intel Macs lack.
///
/// Rounds to nearest, ties to even.
enum HalfPrecision {
  /// The bits of a number below 65,520 in size.
  static func bits(of number: Float) -> UInt16 {
    let sign = UInt16(truncatingIfNeeded: number.bitPattern >> 16) & 0x8000
    let size = number.bitPattern & 0x7FFF_FFFF
    if size < 0x3880_0000 {
      // Below 2^-14: adding 0.5 shifts the bits that stay to the end of the significand, and rounds.
      let shifted = (Float(bitPattern: size) + 0.5).bitPattern &- 0x3F00_0000
      return sign | UInt16(truncatingIfNeeded: shifted)
    }
    let isOdd = (size >> 13) & 1
    return sign | UInt16(truncatingIfNeeded: (size &- 0x3800_0000 &+ 0xFFF &+ isOdd) >> 13)
  }

  /// The number that finite `bits` stand for.
  static func number(of bits: UInt16) -> Float {
    let size = Float(bitPattern: UInt32(bits & 0x7FFF) << 13) * 0x1p112
    return bits & 0x8000 == 0 ? size : -size
  }
}
