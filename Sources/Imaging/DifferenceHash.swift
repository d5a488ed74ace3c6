/// The 64-bit difference hash of a picture: where it becomes lighter from left to right.
///
/// Grey by ITU-R 601 as Pillow has it, 9 x 8 by Lanczos; a bit is 1 where a sample is lighter than the one to its left;
/// row by row, the first bit highest. A flat picture has no bit set.
/// Source: `imagehash.dhash` (imagehash 4.3) with its default arguments, bit for bit on equal pixels.
public struct DifferenceHash: Hashable, Codable, Sendable {
  /// The 64 bits.
  public let bits: UInt64

  /// A hash by its bits.
  public init(bits: UInt64) { self.bits = bits }

  /// The hash of a picture.
  public init(of image: PixelImage) {
    let side = 8
    let grey = image.grey(width: side + 1, height: side)
    bits = (0..<side * side).reduce(0) { bits, place in
      let left = place / side * (side + 1) + place % side
      return bits << 1 | (grey[left + 1] > grey[left] ? 1 : 0)
    }
  }

  /// Reads what `hex` writes.
  ///
  /// - Returns: nil unless `hex` is 16 hexadecimal digits.
  public init?(hex: String) {
    guard let hash = PerceptualHash(hex: hex) else { return nil }
    bits = hash.bits
  }

  /// 16 hexadecimal digits, as imagehash prints them.
  public var hex: String { PerceptualHash(bits: bits).hex }

  /// The Hamming distance, 0 to 64.
  public func distance(to other: DifferenceHash) -> Int { (bits ^ other.bits).nonzeroBitCount }
}
