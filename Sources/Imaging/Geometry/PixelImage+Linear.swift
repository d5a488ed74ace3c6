extension PixelImage {
  /// The picture in another size by linear interpolation between four pixels, also where it shrinks: OpenCV's `resize`.
  ///
  /// Models whose reference resizes with OpenCV are given the same pixels; ``Resampler`` is the better filter for all else. Weights are
  /// rounded to 1/2048, as there, so that each sample differs from OpenCV's by 1 at most.
  ///
  /// - Parameters:
  ///   - width: columns of the result, at least 1.
  ///   - height: rows of the result, at least 1.
  /// - Returns: the resized picture.
  public func resizedLinearly(width: Int, height: Int) -> PixelImage {
    guard width != self.width || height != self.height else { return self }
    let columns = LinearWeights(from: self.width, to: width)
    let rows = LinearWeights(from: self.height, to: height)
    let pixels = [UInt8](unsafeUninitializedCapacity: width * height * 3) { result, count in
      count = width * height * 3
      var (upper, lower) = (
        [Int32](repeating: 0, count: width * 3), [Int32](repeating: 0, count: width * 3)
      )
      var (upperRow, lowerRow) = (-1, -1)
      self.pixels.withUnsafeBufferPointer { source in
        for row in 0..<height {
          let (above, below) = (rows.first[row], rows.second[row])
          if above != upperRow {
            if above == lowerRow {
              swap(&upper, &lower)
            } else {
              columns.interpolate(source, row: above, of: self.width, into: &upper)
            }
            upperRow = above
            lowerRow = -1
          }
          if below != lowerRow {
            columns.interpolate(source, row: below, of: self.width, into: &lower)
            lowerRow = below
          }
          let weight = rows.weight[row]
          let start = row * width * 3
          upper.withUnsafeBufferPointer { upper in
            lower.withUnsafeBufferPointer { lower in
              for sample in 0..<width * 3 {
                let sum = upper[sample] * (LinearWeights.one - weight) + lower[sample] * weight
                result[start + sample] = UInt8(truncatingIfNeeded: (sum + 1 << 21) >> 22)
              }
            }
          }
        }
      }
    }
    // The sizes are right.
    return PixelImage(width: width, height: height, pixels: pixels) ?? self
  }
}

/// Between which two samples each new one lies, and how near to the second one.
private struct LinearWeights {
  static let one: Int32 = 2048

  private(set) var first: [Int] = []
  private(set) var second: [Int] = []
  private(set) var weight: [Int32] = []

  init(from source: Int, to target: Int) {
    let scale = Double(source) / Double(target)
    for index in 0..<target {
      let place = (Double(index) + 0.5) * scale - 0.5
      let left = Int(place.rounded(.down))
      first.append(min(source - 1, max(0, left)))
      second.append(min(source - 1, max(0, left + 1)))
      weight.append(Int32(((place - Double(left)) * Double(Self.one)).rounded(.toNearestOrEven)))
    }
  }

  /// One row of `source` at the new places, times ``one``.
  func interpolate(
    _ source: UnsafeBufferPointer<UInt8>, row: Int, of width: Int, into result: inout [Int32]
  ) {
    let start = row * width * 3
    result.withUnsafeMutableBufferPointer { result in
      for column in first.indices {
        let (left, right) = (start + first[column] * 3, start + second[column] * 3)
        let weight = weight[column]
        for channel in 0..<3 {
          result[column * 3 + channel] =
            Int32(source[left + channel]) * (Self.one - weight) + Int32(source[right + channel]) * weight
        }
      }
    }
  }
}
