/// Resizes 8-bit RGB or grey to the very bytes of Pillow's `Image.resize`, and computes only the part that is asked for.
///
/// A horizontal pass, then a vertical pass, each rounded to a byte. A pass whose size does not change is left out.
/// Source: Pillow, `ImagingResampleInner` in `src/libImaging/Resample.c`.
struct Resampler {
  let filter: ResampleFilter

  /// A rectangle of the resized picture.
  struct Crop {
    let x: Range<Int>
    let y: Range<Int>
  }

  /// Resizes `source` to `width` x `height` and returns the part `crop` of the result.
  ///
  /// - Precondition: the sizes are at least 1 and `crop` lies within them.
  func resize(_ source: Raster, width: Int, height: Int, crop: Crop, scratch: Scratch) -> Raster {
    if filter == .nearest {
      return nearest(source, width: width, height: height, crop: crop, scratch: scratch)
    }
    let across = ResampleWeights(source: source.width, target: width, range: crop.x, filter: filter)
    let down = ResampleWeights(source: source.height, target: height, range: crop.y, filter: filter)
    let resizesDown = source.height != height
    let rows = resizesDown ? down.sourceRange : crop.y
    let narrow = scratch.rows.raster(width: crop.x.count, height: rows.count, channels: source.channels)
    for (index, row) in rows.enumerated() {
      let from = source.start + row * source.rowBytes
      let to = narrow.start + index * narrow.rowBytes
      if source.width == width {
        to.update(from: from + crop.x.lowerBound * source.channels, count: narrow.rowBytes)
      } else if source.channels == 3 {
        Self.narrowRGB(from, to: to, across)
      } else {
        Self.narrowGrey(from, to: to, across)
      }
    }
    guard resizesDown else { return narrow }
    let result = scratch.resized.raster(width: crop.x.count, height: crop.y.count, channels: source.channels)
    for row in 0..<result.height {
      Self.mix(
        narrow.start + (down.starts[row] - rows.lowerBound) * narrow.rowBytes, rowBytes: narrow.rowBytes,
        to: result.start + row * result.rowBytes, down, at: row)
    }
    return result
  }

  /// The horizontal pass over one row. Four bytes are loaded and stored at each pixel, the fourth to no effect.
  private static func narrowRGB(
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
        let byte = SIMD4<UInt8>(truncatingIfNeeded: clamp(sum))
        UnsafeMutableRawPointer(target + place * 3).storeBytes(
          of: unsafeBitCast(byte, to: UInt32.self), as: UInt32.self)
      }
    }
  }

  /// The horizontal pass over one row of grey.
  private static func narrowGrey(
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

  /// The vertical pass for one row of the result.
  private static func mix(
    _ rows: UnsafePointer<UInt8>, rowBytes: Int, to target: UnsafeMutablePointer<UInt8>,
    _ down: ResampleWeights,
    at place: Int
  ) {
    typealias Lanes = SIMD16<Int32>
    let half = Lanes(repeating: 1 << (ResampleWeights.precision - 1))
    down.weights.withUnsafeBufferPointer { weights in
      let first = place * down.stride
      for column in stride(from: 0, to: rowBytes, by: 16) {
        var sum = half
        var from = UnsafeRawPointer(rows + column)
        for tap in first..<first + down.counts[place] {
          let bytes = from.loadUnaligned(as: SIMD16<UInt8>.self)
          sum &+= Lanes(truncatingIfNeeded: bytes) &* Lanes(repeating: weights[tap])
          from += rowBytes
        }
        sum = (sum &>> ResampleWeights.precision).clamped(
          lowerBound: .zero, upperBound: Lanes(repeating: 255))
        UnsafeMutableRawPointer(target + column).storeBytes(
          of: SIMD16<UInt8>(truncatingIfNeeded: sum), as: SIMD16<UInt8>.self)
      }
    }
  }

  @inline(__always)
  private static func clamp(_ sum: SIMD4<Int32>) -> SIMD4<Int32> {
    (sum &>> ResampleWeights.precision).clamped(lowerBound: .zero, upperBound: SIMD4(repeating: 255))
  }

  /// The pixel whose square holds the centre, as Pillow's affine transform finds it by repeated addition.
  private func nearest(_ source: Raster, width: Int, height: Int, crop: Crop, scratch: Scratch) -> Raster {
    let columns = Self.nearestPlaces(source: source.width, target: width)
    let rows = Self.nearestPlaces(source: source.height, target: height)
    let result = scratch.resized.raster(
      width: crop.x.count, height: crop.y.count, channels: source.channels)
    var to = result.start
    for y in crop.y {
      for x in crop.x {
        let from = source.start + rows[y] * source.rowBytes + columns[x] * source.channels
        to.update(from: from, count: source.channels)
        to += source.channels
      }
    }
    return result
  }

  private static func nearestPlaces(source: Int, target: Int) -> [Int] {
    let scale = Double(source) / Double(target)
    var place = scale * 0.5
    return (0..<target).map { _ in
      defer { place += scale }
      return min(source - 1, Int(place))
    }
  }
}
