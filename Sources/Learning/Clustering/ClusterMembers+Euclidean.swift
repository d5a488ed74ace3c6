extension ClusterMembers {
  /// The silhouettes of the rows in `order` under the Euclidean distance.
  ///
  /// With r = y - c for a row y of a cluster with the mean c, |x - y|^2 = |x - c|^2 + |r|^2 + 2 c r - 2 x r. What is lost
  /// to 32 bits is a share of |x| |r| and |x - c|^2, so distances within a cluster stay right however far off others lie.
  func euclideanSilhouettes(_ features: Matrix) throws(LearningError) -> [Double] {
    let chosen = features.selecting(rows: order)
    let distances = ClusterDistances(self, CentredRows(chosen).rows)
    let block = ClusterDistances.rowBlock
    var result = [Double](repeating: 0, count: order.count)
    // A team's round of blocks at a time, so that a cancelled task ends soon.
    let round = block * 64
    for start in stride(from: 0, to: order.count, by: round) {
      try checkCancellation()
      let end = min(start + round, order.count)
      result.withUnsafeMutableBufferPointer { result in
        guard let result = result.baseAddress else { return }
        ThreadTeam.eachRange(of: end - start, length: block) { range in
          let rows = start + range.lowerBound..<start + range.upperBound
          distances.withSums(of: rows) { sums in
            for row in rows {
              result[row] = silhouette(at: row, sums + (row - rows.lowerBound) * sizes.count)
            }
          }
        }
      }
    }
    return result
  }
}

/// The sums of the Euclidean distances of a block of rows to the rows of each cluster.
private struct ClusterDistances {
  static let rowBlock = 192
  private static let columnBlock = 512

  private let members: ClusterMembers
  /// x, sorted by cluster.
  private let rows: Matrix
  /// r = y - c of each row.
  private let residuals: Matrix
  /// |r|^2 + 2 c r of each row.
  private let offsets: [Float]
  private let means: DoubleMatrix
  /// |c|^2 of each mean.
  private let meanSquares: [Double]

  init(_ members: ClusterMembers, _ rows: Matrix) {
    let (n, d) = (rows.rows, rows.columns)
    let means = members.means(rows)
    var offsets = [Float](repeating: 0, count: n)
    residuals = Matrix(rows: n, columns: d) { residuals in
      rows.storage.withUnsafeBufferPointer { entries in
        means.storage.withUnsafeBufferPointer { means in
          offsets.withUnsafeMutableBufferPointer { offsets in
            guard let entries = entries.baseAddress, let means = means.baseAddress,
              let residuals = residuals.baseAddress
            else { return }
            ThreadTeam.eachRange(of: n, length: 1024) { range in
              for row in range {
                let mean = means + members.cluster(at: row) * d
                let (own, to) = (entries + row * d, residuals + row * d)
                var offset = 0.0
                for column in 0..<d {
                  let rest = Float(Double(own[column]) - mean[column])
                  to[column] = rest
                  offset += Double(rest) * (Double(rest) + 2 * mean[column])
                }
                offsets[row] = Float(offset)
              }
            }
          }
        }
      }
    }
    self.members = members
    self.rows = rows
    self.offsets = offsets
    self.means = means
    meanSquares = (0..<means.rows).map { row in
      means.storage[row * d..<(row + 1) * d].reduce(0) { $0 + $1 * $1 }
    }
  }

  /// Calls `body` with n x k sums for the n rows of a range.
  func withSums(of range: Range<Int>, _ body: (UnsafePointer<Double>) -> Void) {
    let (d, k) = (rows.columns, members.sizes.count)
    let fromMeans = squaredDistancesToMeans(range)
    var sums = [Double](repeating: 0, count: range.count * k)
    var products = [Float](repeating: 0, count: range.count * ClusterDistances.columnBlock)
    sums.withUnsafeMutableBufferPointer { sums in
      products.withUnsafeMutableBufferPointer { products in
        rows.storage.withUnsafeBufferPointer { entries in
          residuals.storage.withUnsafeBufferPointer { residuals in
            guard let sums = sums.baseAddress, let products = products.baseAddress,
              let entries = entries.baseAddress, let residuals = residuals.baseAddress
            else { return }
            for start in stride(from: 0, to: rows.rows, by: ClusterDistances.columnBlock) {
              let columns = start..<min(start + ClusterDistances.columnBlock, rows.rows)
              BLAS.multiply(
                BLAS.Factor(base: entries + range.lowerBound * d, stride: d),
                BLAS.Factor(base: residuals + start * d, stride: d, transposed: true), into: products,
                m: range.count, n: columns.count, k: d)
              for row in range {
                let line = row - range.lowerBound
                let own = products + line * columns.count
                // A row's distance to itself, which is 0, whatever the rounding.
                if columns.contains(row) { own[row - start] = .infinity }
                add(own, fromMeans[line * k..<(line + 1) * k], columns, to: sums + line * k)
              }
            }
            body(sums)
          }
        }
      }
    }
  }

  /// Adds the distances of one row to the rows at `columns`, cluster by cluster.
  private func add(
    _ products: UnsafeMutablePointer<Float>, _ fromMeans: ArraySlice<Float>, _ columns: Range<Int>,
    to sums: UnsafeMutablePointer<Double>
  ) {
    offsets.withUnsafeBufferPointer { offsets in
      var start = columns.lowerBound
      while start < columns.upperBound {
        let cluster = members.cluster(at: start)
        let end = min(members.starts[cluster + 1], columns.upperBound)
        let base = fromMeans[fromMeans.startIndex + cluster]
        var sum: Float = 0
        for column in start..<end {
          let square = base + offsets[column] - 2 * products[column - columns.lowerBound]
          sum += (square > 0 ? square : 0).squareRoot()
        }
        sums[cluster] += Double(sum)
        start = end
      }
    }
  }

  /// |x - c|^2 for the rows of a range and all means, in 64 bits.
  private func squaredDistancesToMeans(_ range: Range<Int>) -> [Float] {
    let (d, k) = (rows.columns, members.sizes.count)
    let wide = DoubleMatrix(
      rows: range.count, columns: d,
      storage: rows.storage[range.lowerBound * d..<range.upperBound * d].map { Double($0) })
    let products = wide.multiplied(by: means, transposed: true)
    let squares = (0..<range.count).map { line in
      wide.storage[line * d..<(line + 1) * d].reduce(0) { $0 + $1 * $1 }
    }
    return (0..<range.count * k).map { index in
      Float(max(0, squares[index / k] + meanSquares[index % k] - 2 * products.storage[index]))
    }
  }
}
