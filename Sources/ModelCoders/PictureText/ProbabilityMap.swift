import Imaging

/// How probable it is that each pixel belongs to a line of text, and the lines that follow from it.
///
/// Source: M. Liao and others, Real-time scene text detection with differentiable binarization, AAAI 2020. Thresholds and steps are those
/// of rapidocr 3.10.0 (`DBPostProcess`), whose findings are the reference; the contours of OpenCV, of which it uses the smallest
/// rectangle alone, are found here by their pixels, and the offset of Clipper by moving the rectangle's sides.
struct ProbabilityMap {
  /// A line that was found.
  struct Region {
    /// Around the line, in pixels of the map.
    let corners: [Point]
    /// The mean probability within, before it was widened.
    let score: Double
  }

  /// From which probability on a pixel is taken for text.
  static let threshold: Float = 0.3
  /// From which mean probability on a region is kept.
  static let leastScore = 0.5
  /// By how much a region grows: its area times this, over its circumference.
  static let growth = 1.6
  /// More regions are not looked at.
  static let limit = 1_000

  private let values: UnsafeBufferPointer<Float>
  private let width: Int
  private let height: Int

  /// A map of `height` rows of `width` probabilities.
  init(_ values: UnsafeBufferPointer<Float>, width: Int, height: Int) {
    self.values = values
    self.width = width
    self.height = height
  }

  /// The lines, from the bottom to the top, as their outlines are met.
  func regions() -> [Region] {
    let mask = MarkedPixels(width: width, height: height, dilatedMask())
    return mask.outlines(limit: Self.limit).compactMap { outline in
      guard let tight = RotatedRectangle(around: outline), tight.shorterSide >= 3 else { return nil }
      let score = meanProbability(within: tight.corners)
      guard score >= Self.leastScore else { return nil }
      let distance = tight.width * tight.height * Self.growth / (2 * (tight.width + tight.height))
      // Clipper computes with whole numbers.
      let corners = tight.corners.map { Point(x: $0.x.rounded(.towardZero), y: $0.y.rounded(.towardZero)) }
      guard let grown = RotatedRectangle(around: corners, margin: distance), grown.shorterSide >= 5 else {
        return nil
      }
      return Region(corners: grown.corners, score: score)
    }
  }

  /// Pixels over the threshold, and those to the right of them and below.
  private func dilatedMask() -> [Bool] {
    var mask = [Bool](repeating: false, count: width * height)
    for place in values.indices where values[place] > Self.threshold {
      let (x, y) = (place % width, place / width)
      mask[place] = true
      if x + 1 < width { mask[place + 1] = true }
      if y + 1 < height {
        mask[place + width] = true
        if x + 1 < width { mask[place + width + 1] = true }
      }
    }
    return mask
  }

  /// The mean over the pixels of a convex polygon and of its sides, as lines are drawn.
  private func meanProbability(within corners: [Point]) -> Double {
    guard let left = corners.map(\.x).min(), let top = corners.map(\.y).min() else { return 0 }
    // As the reference has it: corners rounded down from the corner of the box around them.
    let (x0, y0) = (bound(left.rounded(.down), width), bound(top.rounded(.down), height))
    let polygon = corners.map { (x: Int($0.x - Double(x0)) + x0, y: Int($0.y - Double(y0)) + y0) }
    var rows: [Int: ClosedRange<Int>] = [:]
    for (index, corner) in polygon.enumerated() {
      let next = polygon[(index + 1) % polygon.count]
      let (dx, dy) = (next.x - corner.x, next.y - corner.y)
      let steps = max(abs(dx), abs(dy))
      for step in 0...steps {
        let part = steps > 0 ? Double(step) / Double(steps) : 0
        let x = Int((Double(corner.x) + part * Double(dx)).rounded())
        let y = Int((Double(corner.y) + part * Double(dy)).rounded())
        rows[y] = rows[y].map { min($0.lowerBound, x)...max($0.upperBound, x) } ?? x...x
      }
    }
    var (sum, count) = (0.0, 0)
    for row in 0..<height {
      guard let columns = rows[row], columns.overlaps(0...width - 1) else { continue }
      for column in columns.clamped(to: 0...width - 1) {
        sum += Double(values[row * width + column])
        count += 1
      }
    }
    return count > 0 ? sum / Double(count) : 0
  }

  private func bound(_ value: Double, _ length: Int) -> Int { min(length - 1, max(0, Int(value))) }
}
