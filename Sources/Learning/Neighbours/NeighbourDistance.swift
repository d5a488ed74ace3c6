/// Orders candidates by their distances, summed in 64 bits.
struct NeighbourDistance: Sendable {
  let metric: NeighbourMetric
  let references: Matrix
  let queries: Matrix

  init(_ metric: NeighbourMetric, among references: Matrix, from queries: Matrix? = nil) {
    self.metric = metric
    self.references = references
    self.queries = queries ?? references
  }

  /// Where the answer of one row goes: as many places as there are neighbours.
  struct Found {
    let indices: UnsafeMutableBufferPointer<Int32>
    let distances: UnsafeMutableBufferPointer<Float>
  }

  /// Writes the nearest of `candidates`, nearest first, of equal ones the earlier row.
  func nearest(to row: Int, of candidates: UnsafeBufferPointer<Int32>, into found: Found) {
    let columns = references.columns
    var measured: [(distance: Double, index: Int32)] = []
    measured.reserveCapacity(candidates.count)
    references.storage.withUnsafeBufferPointer { references in
      queries.storage.withUnsafeBufferPointer { queries in
        let own = UnsafeBufferPointer(rebasing: queries[row * columns..<(row + 1) * columns])
        for index in candidates {
          let start = Int(index) * columns
          let other = UnsafeBufferPointer(rebasing: references[start..<start + columns])
          measured.append((squaredDistance(own, other), index))
        }
      }
    }
    measured.sort { ($0.distance, $0.index) < ($1.distance, $1.index) }
    for place in 0..<min(found.indices.count, measured.count) {
      let (squared, index) = measured[place]
      found.indices[place] = index
      let distance = metric == .cosine ? squared / 2 : squared.squareRoot()
      found.distances[place] = Float(min(distance, Double(Float.greatestFiniteMagnitude)))
    }
  }
}

/// Four sums side by side, so that none waits for the one before.
func squaredDistance(_ x: UnsafeBufferPointer<Float>, _ y: UnsafeBufferPointer<Float>) -> Double {
  var (first, second, third, fourth) = (0.0, 0.0, 0.0, 0.0)
  let whole = x.count & ~3
  var index = 0
  while index < whole {
    let a = Double(x[index]) - Double(y[index])
    let b = Double(x[index + 1]) - Double(y[index + 1])
    let c = Double(x[index + 2]) - Double(y[index + 2])
    let d = Double(x[index + 3]) - Double(y[index + 3])
    first += a * a
    second += b * b
    third += c * c
    fourth += d * d
    index += 4
  }
  while index < x.count {
    let a = Double(x[index]) - Double(y[index])
    first += a * a
    index += 1
  }
  return (first + second) + (third + fourth)
}
