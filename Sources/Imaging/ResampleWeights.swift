/// The weights of one axis of a resize, as Pillow computes them: in double precision, divided by their sum, then
/// rounded to fixed point with 22 fractional bits.
///
/// Source: Pillow, `precompute_coeffs` and `normalize_coeffs_8bpc` in `src/libImaging/Resample.c`.
struct ResampleWeights {
  /// Fractional bits: 32 bits of an integer less 8 of the sample and 2 for overshoot.
  static let precision: Int32 = 32 - 8 - 2

  /// For each output place of `range`, the first source place.
  let starts: [Int]
  /// For each output place of `range`, how many source places count.
  let counts: [Int]
  /// `stride` weights for each output place.
  let weights: [Int32]
  let stride: Int

  /// Weights for the places `range` of an axis of `source` places resized to `target` places.
  init(source: Int, target: Int, range: Range<Int>, filter: ResampleFilter) {
    let scale = Double(source) / Double(target)
    let filterScale = max(scale, 1)
    let support = filter.support * filterScale
    // A multiple of 4, so that weights can be taken four at a time; those beyond the count are 0.
    let stride = (Int(support.rounded(.up)) * 2 + 4) & ~3
    var starts: [Int] = []
    var counts: [Int] = []
    var weights = [Int32](repeating: 0, count: stride * range.count)
    var row = [Double](repeating: 0, count: stride)
    for (index, place) in range.enumerated() {
      let centre = (Double(place) + 0.5) * scale
      let first = max(0, Int(centre - support + 0.5))
      let count = max(0, min(source, Int(centre + support + 0.5)) - first)
      var sum = 0.0
      for tap in 0..<count {
        row[tap] = filter.weight(at: (Double(tap + first) - centre + 0.5) * (1 / filterScale))
        sum += row[tap]
      }
      for tap in 0..<count {
        let weight = (sum == 0 ? row[tap] : row[tap] / sum) * Double(1 << Self.precision)
        weights[index * stride + tap] = Int32(weight < 0 ? weight - 0.5 : weight + 0.5)
      }
      starts.append(first)
      counts.append(count)
    }
    self.starts = starts
    self.counts = counts
    self.weights = weights
    self.stride = stride
  }

  /// The source places that count for any output place.
  var sourceRange: Range<Int> {
    guard let first = starts.first, let last = starts.last, let count = counts.last else { return 0..<0 }
    return first..<last + count
  }
}
