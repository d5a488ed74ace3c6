import CResampling

/// The second pass of a resize: rows mixed into one, byte by byte.
enum VerticalPass {
  /// Mixes the rows that count for output place `place`, which begin at `rows`, into `target`.
  static func run(
    _ rows: UnsafePointer<UInt8>, rowBytes: Int, to target: UnsafeMutablePointer<UInt8>,
    _ down: ResampleWeights,
    at place: Int
  ) {
    down.weights.withUnsafeBufferPointer { weights in
      let weights = UnsafeBufferPointer(rebasing: weights[place * down.stride..<(place + 1) * down.stride])
      let count = down.counts[place]
      if cresampling_is_available() {
        cresampling_mix(rows, rowBytes, weights.baseAddress, Int32(count), ResampleWeights.precision, target)
      } else {
        mix(rows, rowBytes: rowBytes, to: target, weights.prefix(count))
      }
    }
  }

  /// Sixteen columns at a time; up to 15 bytes behind the row are read and written.
  private static func mix(
    _ rows: UnsafePointer<UInt8>, rowBytes: Int, to target: UnsafeMutablePointer<UInt8>,
    _ weights: Slice<UnsafeBufferPointer<Int32>>
  ) {
    typealias Lanes = SIMD16<Int32>
    for column in stride(from: 0, to: rowBytes, by: 16) {
      var sum = Lanes(repeating: 1 << (ResampleWeights.precision - 1))
      var from = UnsafeRawPointer(rows + column)
      for weight in weights {
        let bytes = from.loadUnaligned(as: SIMD16<UInt8>.self)
        sum &+= Lanes(truncatingIfNeeded: bytes) &* Lanes(repeating: weight)
        from += rowBytes
      }
      sum = (sum &>> ResampleWeights.precision).clamped(lowerBound: .zero, upperBound: Lanes(repeating: 255))
      UnsafeMutableRawPointer(target + column).storeBytes(
        of: SIMD16<UInt8>(truncatingIfNeeded: sum), as: SIMD16<UInt8>.self)
    }
  }
}
