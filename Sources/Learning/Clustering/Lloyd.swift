/// One start of k-means: Lloyd's iterations from given centres.
///
/// Rows are cut into pieces by the shape of the problem alone; each piece sums its rows cluster by cluster, and the sums
/// are added up in the order of the pieces.
struct Lloyd: Sendable {
  let data: CentredRows
  /// k x d, in the units of `data`.
  private(set) var centres: Matrix
  private(set) var labels: [Int32]
  /// Of each row to its centre, once `measure()` was called.
  private(set) var squaredDistances: [Float] = []
  /// The sum of `squaredDistances`.
  private(set) var inertia = Double.infinity
  private(set) var iterations = 0
  private(set) var converged = false

  private let pieceLength: Int
  private static let blockLength = 256

  init(_ data: CentredRows, centres: Matrix) {
    self.data = data
    self.centres = centres
    let n = data.rows.rows
    labels = [Int32](repeating: -1, count: n)
    var pieces = 1
    while pieces < 64, n / (2 * pieces) >= max(2 * centres.rows, 1024) { pieces *= 2 }
    pieceLength = max((n + pieces - 1) / pieces, 1)
  }

  /// Iterates until nothing changes, the iterations are used up, or the squared moves of the centres sum to `tolerance`.
  mutating func iterate(atMost most: Int, tolerance: Double) throws(LearningError) {
    var settled = false
    var sums = Sums(pieces: pieces, clusters: centres.rows, columns: data.rows.columns)
    while iterations < most, !converged {
      try checkCancellation()
      iterations += 1
      let changed = assign(&sums)
      var (totals, counts) = sums.total()
      let moved = reseedEmpty(&totals, &counts)
      let shift = move(to: totals, counts)
      settled = changed == 0 && !moved
      converged = settled || shift <= tolerance
    }
    if !settled { assign() }
    measure()
  }

  private var pieces: Int { (data.rows.rows + pieceLength - 1) / pieceLength }

  /// Gives every row to its nearest centre, the first of equally near ones.
  mutating func assign() {
    var none = Sums(pieces: pieces, clusters: 0, columns: 0)
    assign(&none)
  }

  /// The same, and sums up the rows of each cluster; returns how many rows changed theirs.
  @discardableResult
  private mutating func assign(_ sums: inout Sums) -> Int {
    let (n, d, block) = (data.rows.rows, data.rows.columns, Lloyd.blockLength)
    let wide = WideCentres(centres)
    var changed = [Int](repeating: 0, count: pieces)
    data.rows.storage.withUnsafeBufferPointer { rows in
      labels.withUnsafeMutableBufferPointer { labels in
        changed.withUnsafeMutableBufferPointer { changed in
          sums.withPieces { sums in
            guard let rows = rows.baseAddress, let labels = labels.baseAddress else { return }
            ThreadTeam.eachPiece(of: n, length: pieceLength) { piece, range in
              withUnsafeTemporaryAllocation(of: Float.self, capacity: wide.count * block) { products in
                guard let products = products.baseAddress else { return }
                for start in stride(from: range.lowerBound, to: range.upperBound, by: block) {
                  let length = min(block, range.upperBound - start)
                  changed[piece] += wide.choose(rows + start * d, products, labels + start, length)
                  sums.add(rows + start * d, labels + start, length, piece)
                }
              }
            }
          }
        }
      }
    }
    return changed.reduce(0, +)
  }

  /// Moves clusters without rows to the rows farthest from their centres; whether it did.
  private func reseedEmpty(_ totals: inout [Float], _ counts: inout [Int]) -> Bool {
    let empty = counts.indices.filter { counts[$0] == 0 }
    guard !empty.isEmpty else { return false }
    let distances = squaredDistancesToCentres()
    let far = distances.indices.filter { distances[$0] > 0 }.sorted {
      distances[$0] != distances[$1] ? distances[$0] > distances[$1] : $0 < $1
    }
    let d = data.rows.columns
    var moved = false
    for (cluster, row) in zip(empty, far) where counts[Int(labels[row])] > 1 {
      let old = Int(labels[row])
      for (column, entry) in data.rows.row(row).enumerated() {
        totals[old * d + column] -= entry
        totals[cluster * d + column] = entry
      }
      counts[old] -= 1
      counts[cluster] = 1
      moved = true
    }
    return moved
  }

  /// Moves the centres to the means and gives the sum of the squared moves; a cluster without rows stays.
  private mutating func move(to totals: [Float], _ counts: [Int]) -> Double {
    let d = data.rows.columns
    var shift = 0.0
    for (cluster, count) in counts.enumerated() where count > 0 {
      for index in cluster * d..<(cluster + 1) * d {
        let mean = totals[index] / Float(count)
        let step = Double(mean - centres.storage[index])
        shift += step * step
        centres.storage[index] = mean
      }
    }
    return shift
  }

  /// Fills `squaredDistances` and `inertia`.
  mutating func measure() {
    squaredDistances = squaredDistancesToCentres()
    inertia = squaredDistances.reduce(0) { $0 + Double($1) }
  }

  private func squaredDistancesToCentres() -> [Float] {
    let (n, d) = (data.rows.rows, data.rows.columns)
    var result = [Float](repeating: 0, count: n)
    data.rows.storage.withUnsafeBufferPointer { rows in
      centres.storage.withUnsafeBufferPointer { centres in
        result.withUnsafeMutableBufferPointer { result in
          guard let rows = rows.baseAddress, let centres = centres.baseAddress else { return }
          ThreadTeam.eachRange(of: n, length: pieceLength) { range in
            for row in range {
              result[row] = RowArithmetic.squaredDistance(
                rows + row * d, centres + Int(labels[row]) * d, count: d)
            }
          }
        }
      }
    }
    return result
  }
}
