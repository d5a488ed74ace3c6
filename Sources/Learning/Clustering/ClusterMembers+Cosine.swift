extension ClusterMembers {
  /// The silhouettes of the rows in `order` under the cosine distance.
  ///
  /// The distances of x to the n rows of a cluster with the mean m (of rows of length 1) sum to n (1 - x m), which
  /// counts for its own cluster 1 - x x too much: 1 for a row of zeros, else nothing.
  func cosineSilhouettes(_ features: Matrix) throws(LearningError) -> [Double] {
    let (n, d, k, block) = (order.count, features.columns, sizes.count, 256)
    let means = directions(features)
    var result = [Double](repeating: 0, count: n)
    result.withUnsafeMutableBufferPointer { result in
      ThreadTeam.eachRange(of: n, length: block) { range in
        let rows = DoubleMatrix(
          rows: range.count, columns: d, storage: range.flatMap { direction(features, $0) })
        var sums = rows.multiplied(by: means, transposed: true).storage
        sums.withUnsafeMutableBufferPointer { sums in
          guard let sums = sums.baseAddress else { return }
          for (line, place) in range.enumerated() {
            let own = sums + line * k
            for other in 0..<k { own[other] = max(0, Double(sizes[other]) * (1 - own[other])) }
            if rows.storage[line * d..<(line + 1) * d].allSatisfy({ $0 == 0 }) {
              own[cluster(at: place)] -= 1
            }
            result[place] = silhouette(at: place, own)
          }
        }
      }
    }
    try checkCancellation()
    return result
  }

  /// The row at a place scaled to length 1; zeros stay zeros.
  private func direction(_ features: Matrix, _ place: Int) -> [Double] {
    let row = features.row(order[place]).map { Double($0) }
    let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? row.map { $0 / length } : row
  }

  /// The mean of each cluster's rows of length 1.
  private func directions(_ features: Matrix) -> DoubleMatrix {
    let d = features.columns
    var means = DoubleMatrix(rows: sizes.count, columns: d)
    means.storage.withUnsafeMutableBufferPointer { means in
      guard let means = means.baseAddress else { return }
      ThreadTeam.each(sizes.count) { cluster in
        let own = means + cluster * d
        for place in starts[cluster]..<starts[cluster + 1] {
          for (column, entry) in direction(features, place).enumerated() { own[column] += entry }
        }
        for column in 0..<d { own[column] /= Double(sizes[cluster]) }
      }
    }
    return means
  }
}
