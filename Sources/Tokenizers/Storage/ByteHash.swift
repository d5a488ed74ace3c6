/// Text as the stages see it: UTF-8.
typealias Bytes = UnsafeBufferPointer<UInt8>

/// Hashes of bytes and integers, seeded anew in each process, so that a vocabulary cannot be made to collide.
enum ByteHash {
  private static let seed = UInt64.random(in: .min ... .max) | 1

  /// The seed; read once by whoever hashes much.
  static var processSeed: UInt64 { seed }

  @inline(__always) static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  @inline(__always) static func of(_ bytes: Bytes, seed: UInt64) -> UInt64 {
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return seed }
    var hash = seed ^ UInt64(truncatingIfNeeded: bytes.count)
    var place = 0
    while place + 8 <= bytes.count {
      hash = mix(hash ^ base.loadUnaligned(fromByteOffset: place, as: UInt64.self), 0x9E37_79B9_7F4A_7C15)
      place += 8
    }
    var rest: UInt64 = 0
    if place + 4 <= bytes.count {
      rest = UInt64(base.loadUnaligned(fromByteOffset: place, as: UInt32.self))
      place += 4
    }
    while place < bytes.count {
      rest = rest << 8 | UInt64(bytes[place])
      place += 1
    }
    return mix(hash ^ rest, seed ^ 0xD6E8_FEB8_6659_FD93)
  }

  @inline(__always) static func of(_ key: UInt64, seed: UInt64) -> UInt64 {
    mix(key ^ seed, 0x9E37_79B9_7F4A_7C15)
  }
}
