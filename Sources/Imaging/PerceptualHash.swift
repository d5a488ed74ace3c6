import Foundation

/// The 64-bit perceptual hash of a picture: pictures that look alike have hashes that differ in few bits.
///
/// Grey by ITU-R 601 as Pillow has it, 32 x 32 by Lanczos, two-dimensional DCT-II, the 8 x 8 lowest frequencies; a
/// bit is 1 where its coefficient is above their median; row by row, the first bit highest.
/// Source: `imagehash.phash` (imagehash 4.3) with its default arguments, bit for bit on equal pixels.
public struct PerceptualHash: Hashable, Codable, Sendable {
  /// The 64 bits.
  public let bits: UInt64

  /// A hash by its bits.
  public init(bits: UInt64) { self.bits = bits }

  /// The hash of a picture.
  public init(of image: PixelImage) {
    let side = Self.transformed
    let grey = image.grey(width: side, height: side)
    let rows = (0..<side).map { y in grey[y * side..<(y + 1) * side].map(Double.init) }
    let columns = (0..<side).map { x in CosineTransform.lowest(Self.kept, of: rows.map { $0[x] }) }
    var low: [Double] = []
    for frequency in 0..<Self.kept {
      low += CosineTransform.lowest(Self.kept, of: columns.map { $0[frequency] })
    }
    let sorted = low.sorted()
    let median = (sorted[low.count / 2 - 1] + sorted[low.count / 2]) / 2
    bits = low.reduce(0) { $0 << 1 | ($1 > median ? 1 : 0) }
  }

  /// Reads what `hex` writes.
  ///
  /// - Returns: nil unless `hex` is 16 hexadecimal digits.
  public init?(hex: String) {
    guard hex.utf8.count == 16, hex.allSatisfy(\.isHexDigit), let bits = UInt64(hex, radix: 16) else {
      return nil
    }
    self.bits = bits
  }

  /// 16 hexadecimal digits, as imagehash prints them.
  public var hex: String {
    let digits = String(bits, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The Hamming distance, 0 to 64.
  public func distance(to other: PerceptualHash) -> Int { (bits ^ other.bits).nonzeroBitCount }

  private static let transformed = 32
  private static let kept = 8
}

/// The unnormalised DCT-II.
///
/// `y[k] = 2 sum over n of x[n] cos(pi k (2n + 1) / 2N)`, by folding: the even coefficients are
/// the transform of the sums of mirrored samples, the odd ones a sum over their differences. So a flat or symmetric
/// row has coefficients of exactly 0, as it has in SciPy.
enum CosineTransform {
  /// The first `count` coefficients of `samples`, whose number is a power of two.
  static func lowest(_ count: Int, of samples: [Double]) -> [Double] {
    guard samples.count > 1 else { return samples.prefix(count).map { 2 * $0 } }
    let half = samples.count / 2
    let sums = (0..<half).map { samples[$0] + samples[samples.count - 1 - $0] }
    let differences = (0..<half).map { samples[$0] - samples[samples.count - 1 - $0] }
    let even = lowest((count + 1) / 2, of: sums)
    return (0..<min(count, samples.count)).map { frequency in
      if frequency.isMultiple(of: 2) { return even[frequency / 2] }
      let step = Double.pi * Double(frequency) / Double(2 * samples.count)
      return 2 * differences.indices.reduce(0) { $0 + differences[$1] * cos(step * Double(2 * $1 + 1)) }
    }
  }
}
