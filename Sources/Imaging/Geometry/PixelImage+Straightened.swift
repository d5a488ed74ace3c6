extension PixelImage {
  /// The part within four corners, drawn as a rectangle: as wide as the longer of its upper and lower side, as high as the longer of the others.
  ///
  /// A projective map (P. Heckbert, Fundamentals of texture mapping and image warping, 1989), with bicubic interpolation between 16 pixels
  /// (a = -.75, as OpenCV's `warpPerspective` has it); beyond the picture its border goes on.
  ///
  /// - Parameter part: corners in the picture.
  /// - Returns: nil where the part is narrower or lower than a pixel.
  public func straightened(_ part: Quadrilateral) -> PixelImage? {
    let (width, height) = (Int(part.width), Int(part.height))
    guard width > 0, height > 0, width <= 1 << 15, height <= 1 << 15,
      let map = ProjectiveMap(from: (Double(width), Double(height)), to: part)
    else { return nil }
    let pixels = [UInt8](unsafeUninitializedCapacity: width * height * 3) { result, count in
      count = width * height * 3
      self.pixels.withUnsafeBufferPointer { source in
        let sampler = BicubicSampler(source: source, width: self.width, height: self.height)
        var place = 0
        for y in 0..<height {
          for x in 0..<width {
            let (red, green, blue) = sampler.pixel(at: map.place(x: Double(x), y: Double(y)))
            result[place] = red
            result[place + 1] = green
            result[place + 2] = blue
            place += 3
          }
        }
      }
    }
    return PixelImage(width: width, height: height, pixels: pixels)
  }

  /// The picture turned by 90 degrees against the clock.
  public var turnedLeft: PixelImage {
    mapped(width: height, height: width) { x, y in (width - 1 - y, x) }
  }

  /// The picture turned upside down.
  public var turnedOver: PixelImage {
    mapped(width: width, height: height) { x, y in (width - 1 - x, height - 1 - y) }
  }

  private func mapped(width: Int, height: Int, _ source: (Int, Int) -> (Int, Int)) -> PixelImage {
    var result: [UInt8] = []
    result.reserveCapacity(pixels.count)
    for y in 0..<height {
      for x in 0..<width {
        let (column, row) = source(x, y)
        let start = (row * self.width + column) * 3
        result.append(contentsOf: pixels[start..<start + 3])
      }
    }
    return PixelImage(width: width, height: height, pixels: result) ?? self
  }
}

/// Where the points of a rectangle lie in a quadrilateral.
private struct ProjectiveMap {
  private let a, b, c, d, e, f, g, h: Double

  /// A map that takes (0, 0) to the first corner, (width, 0) to the second, and so on; nil where the corners lie on a line.
  init?(from size: (width: Double, height: Double), to part: Quadrilateral) {
    let (p, q, r, s) = (part.corners[0], part.corners[1], part.corners[2], part.corners[3])
    let (dx1, dx2, dx3) = (q.x - r.x, s.x - r.x, p.x - q.x + r.x - s.x)
    let (dy1, dy2, dy3) = (q.y - r.y, s.y - r.y, p.y - q.y + r.y - s.y)
    let determinant = dx1 * dy2 - dx2 * dy1
    guard abs(determinant) > 1e-9 else { return nil }
    let u = (dx3 * dy2 - dx2 * dy3) / determinant
    let v = (dx1 * dy3 - dx3 * dy1) / determinant
    (a, d) = ((q.x - p.x + u * q.x) / size.width, (q.y - p.y + u * q.y) / size.width)
    (b, e) = ((s.x - p.x + v * s.x) / size.height, (s.y - p.y + v * s.y) / size.height)
    (c, f) = (p.x, p.y)
    (g, h) = (u / size.width, v / size.height)
  }

  func place(x: Double, y: Double) -> Point {
    let scale = 1 / (g * x + h * y + 1)
    return Point(x: (a * x + b * y + c) * scale, y: (d * x + e * y + f) * scale)
  }
}

/// Reads between the pixels of a picture.
private struct BicubicSampler {
  let source: UnsafeBufferPointer<UInt8>
  let width: Int
  let height: Int

  func pixel(at place: Point) -> (UInt8, UInt8, UInt8) {
    // Far outside, and where a map degenerates, the border is as good.
    let (x, y) = (Self.within(place.x, width), Self.within(place.y, height))
    let (left, top) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
    let (across, down) = (Self.weights(x - Double(left)), Self.weights(y - Double(top)))
    var sum = SIMD3<Float>(repeating: 0)
    for row in 0..<4 {
      let start = min(height - 1, max(0, top + row - 1)) * width
      var line = SIMD3<Float>(repeating: 0)
      for column in 0..<4 {
        let pixel = (start + min(width - 1, max(0, left + column - 1))) * 3
        line +=
          across[column]
          * SIMD3(Float(source[pixel]), Float(source[pixel + 1]), Float(source[pixel + 2]))
      }
      sum += down[row] * line
    }
    let rounded = sum.clamped(lowerBound: .zero, upperBound: SIMD3(repeating: 255)).rounded(.toNearestOrEven)
    return (UInt8(rounded.x), UInt8(rounded.y), UInt8(rounded.z))
  }

  private static func within(_ place: Double, _ length: Int) -> Double {
    place.isFinite ? min(Double(length) + 2, max(-3, place)) : 0
  }

  /// The weights of the four samples around a place `t` behind the second one.
  private static func weights(_ t: Double) -> SIMD4<Float> {
    let a: Float = -0.75
    let t = Float(t)
    let w0 = ((a * (t + 1) - 5 * a) * (t + 1) + 8 * a) * (t + 1) - 4 * a
    let w1 = ((a + 2) * t - (a + 3)) * t * t + 1
    let w2 = ((a + 2) * (1 - t) - (a + 3)) * (1 - t) * (1 - t) + 1
    return SIMD4(w0, w1, w2, 1 - w0 - w1 - w2)
  }
}
