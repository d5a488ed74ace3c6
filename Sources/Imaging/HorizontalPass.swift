import CResampling

/// The first pass of a resize: every row made narrower or wider, and rounded to bytes.
enum HorizontalPass {
  /// Resizes the rows of `source` into those of `target`.
  static func run(_ source: Raster, to target: Raster, _ across: ResampleWeights) {
    if source.channels == 3, cresampling_is_available() {
      runByTwo(source, to: target, across)
      return
    }
    for row in 0..<source.height {
      let from = source.start + row * source.rowBytes
      let to = target.start + row * target.rowBytes
      if source.channels == 3 { rgb(from, to: to, across) } else { grey(from, to: to, across) }
    }
  }

  /// Two rows at a time with AVX2, each weight split into 15 low bits and the rest.
  private static func runByTwo(_ source: Raster, to target: Raster, _ across: ResampleWeights) {
    let starts = across.starts.map(Int32.init)
    let counts = across.counts.map(Int32.init)
    let low = across.weights.map { Int16($0 & 0x7FFF) }
    let high = across.weights.map { Int16($0 >> 15) }
    starts.withUnsafeBufferPointer { starts in
      counts.withUnsafeBufferPointer { counts in
        low.withUnsafeBufferPointer { low in
          high.withUnsafeBufferPointer { high in
            var axis = CResamplingAxis(
              starts: starts.baseAddress, counts: counts.baseAddress, low: low.baseAddress,
              high: high.baseAddress,
              stride: Int32(across.stride), places: Int32(starts.count), precision: ResampleWeights.precision)
            for row in stride(from: 0, to: source.height, by: 2) {
              let second = min(row + 1, source.height - 1)
              cresampling_narrow(
                source.start + row * source.rowBytes, source.start + second * source.rowBytes,
                target.start + row * target.rowBytes, target.start + second * target.rowBytes, &axis)
            }
          }
        }
      }
    }
  }

  /// One row of RGB.
  ///
  /// Four bytes are loaded and stored at each pixel; the fourth is overwritten by the next pixel or row, or falls into
  /// the slack.
  private static func rgb(
    _ source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, _ across: ResampleWeights
  ) {
    let half = SIMD4<Int32>(repeating: 1 << (ResampleWeights.precision - 1))
    across.weights.withUnsafeBufferPointer { weights in
      for place in across.starts.indices {
        var sum = half
        var from = UnsafeRawPointer(source + across.starts[place] * 3)
        let first = place * across.stride
        for tap in first..<first + across.counts[place] {
          let pixel = unsafeBitCast(from.loadUnaligned(as: UInt32.self), to: SIMD4<UInt8>.self)
          sum &+= SIMD4<Int32>(truncatingIfNeeded: pixel) &* SIMD4<Int32>(repeating: weights[tap])
          from += 3
        }
        sum = (sum &>> ResampleWeights.precision).clamped(
          lowerBound: .zero, upperBound: SIMD4(repeating: 255))
        UnsafeMutableRawPointer(target + place * 3).storeBytes(
          of: unsafeBitCast(SIMD4<UInt8>(truncatingIfNeeded: sum), to: UInt32.self), as: UInt32.self)
      }
    }
  }

  /// One row of grey.
  private static func grey(
    _ source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, _ across: ResampleWeights
  ) {
    across.weights.withUnsafeBufferPointer { weights in
      for place in across.starts.indices {
        let from = source + across.starts[place]
        let first = place * across.stride
        var sum: Int32 = 1 << (ResampleWeights.precision - 1)
        for tap in 0..<across.counts[place] { sum &+= Int32(from[tap]) &* weights[first + tap] }
        target[place] = UInt8(max(0, min(255, sum >> ResampleWeights.precision)))
      }
    }
  }
}
