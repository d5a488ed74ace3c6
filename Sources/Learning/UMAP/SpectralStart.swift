import Reliability

/// Where the descent starts: eigenvectors of each connected part's normalised Laplacian, each column from 0 to 10.
///
/// A connected graph has its eigenvectors 2 ... d + 1 (Belkin, Niyogi 2003). Parts of a disconnected one are laid out each by
/// itself around a centre of its own, no farther than half way to the next centre: centres are the 2d half-axes for up to 2d
/// parts (umap-learn), above the principal axes of the parts' means. Parts with too few rows for d eigenvectors are
/// scattered evenly. A noise of 1e-4 tells equal places apart.
struct SpectralStart {
  let graph: FuzzyGraph
  let rows: Matrix
  let dimensions: Int
  let threads: Int

  static let extent: Float = 10
  /// Parts whose means decide the axes on which the centres lie: the largest ones.
  private static let deciding = 512

  func layout(_ random: inout SplitMix64) throws(LearningError) -> Matrix {
    guard graph.rows > 1 else { return Matrix(rows: graph.rows, columns: dimensions) }
    let parts = graph.parts()
    var result = Matrix(rows: graph.rows, columns: dimensions)
    if parts.count == 1 {
      result = try place(graph, &random)
      scale(&result, to: SpectralStart.extent)
    } else {
      let centres = try centres(of: parts)
      let reaches = try reaches(centres)
      var numbers = [Int32](repeating: 0, count: graph.rows)
      for (index, part) in parts.enumerated() {
        for (place, row) in part.enumerated() { numbers[row] = Int32(truncatingIfNeeded: place) }
        var own = try place(graph.part(part, numbers: numbers), &random)
        scale(&own, to: reaches[index])
        for (place, row) in part.enumerated() {
          for column in 0..<dimensions { result[row, column] = centres[index, column] + own[place, column] }
        }
      }
      scale(&result, to: SpectralStart.extent)
    }
    let width = Float(3).squareRoot() * 1e-4
    for index in result.storage.indices { result.storage[index] += width * (2 * random.uniform() - 1) }
    stretch(&result)
    return result
  }

  /// One connected part.
  private func place(_ part: FuzzyGraph, _ random: inout SplitMix64) throws(LearningError) -> Matrix {
    guard part.rows >= 2 * dimensions, part.rows > dimensions + 1 else {
      return scattered(part.rows, &random)
    }
    let vectors = try NormalisedAdjacency(part, threads: threads).leadingVectors(dimensions, &random)
    return vectors ?? scattered(part.rows, &random)
  }

  private func scattered(_ count: Int, _ random: inout SplitMix64) -> Matrix {
    var result = Matrix(rows: count, columns: dimensions)
    for index in result.storage.indices { result.storage[index] = 2 * random.uniform() - 1 }
    return result
  }

  private func centres(of parts: [[Int]]) throws(LearningError) -> Matrix {
    var centres = Matrix(rows: parts.count, columns: dimensions)
    guard parts.count > 2 * dimensions else {
      let positive = (parts.count + 1) / 2
      for part in 0..<parts.count {
        centres[part, part < positive ? part : part - positive] = part < positive ? 1 : -1
      }
      return centres
    }
    let means = means(of: parts)
    let order = parts.indices.sorted { (parts[$1].count, $0) < (parts[$0].count, $1) }
    let deciding = means.selecting(rows: Array(order.prefix(SpectralStart.deciding)).sorted())
    let mean = deciding.columnMeans
    var centred = DoubleMatrix(rows: deciding.rows, columns: deciding.columns)
    for row in 0..<centred.rows {
      for column in 0..<centred.columns {
        centred[row, column] = Double(deciding[row, column]) - mean[column]
      }
    }
    guard let axes = try? PrincipalAxes(of: centred).axes, axes.rows > 0 else { return centres }
    let used = min(dimensions, axes.rows)
    for part in 0..<parts.count {
      // Eigenvalues rise: the last axes are the longest.
      for axis in 0..<used {
        let vector = axes.rows - 1 - axis
        centres[part, axis] = Float(
          (0..<means.columns).reduce(into: 0.0) { sum, column in
            sum += (Double(means[part, column]) - mean[column]) * axes[vector, column]
          })
      }
    }
    scale(&centres, to: 1)
    return centres
  }

  /// The mean row of each part, divided by the largest entry of all.
  private func means(of parts: [[Int]]) -> Matrix {
    var means = Matrix(rows: parts.count, columns: rows.columns)
    let largest = max(rows.largestMagnitude, .leastNormalMagnitude)
    for (index, part) in parts.enumerated() {
      var sums = [Double](repeating: 0, count: rows.columns)
      for row in part {
        for (column, entry) in rows.row(row).enumerated() { sums[column] += Double(entry) / largest }
      }
      for column in sums.indices { means[index, column] = Float(sums[column] / Double(part.count)) }
    }
    return means
  }

  /// Half the distance of each centre to the nearest other, at least a thousandth of all.
  private func reaches(_ centres: Matrix) throws(LearningError) -> [Float] {
    try NearestNeighbours.exact(in: centres, count: 1, metric: .euclidean, threads: threads)
      .distances.map { max($0 / 2, 1e-3) }
  }

  private func scale(_ matrix: inout Matrix, to extent: Float) {
    let largest = matrix.storage.reduce(into: Float(0)) { $0 = max($0, abs($1)) }
    guard largest > 0 else { return }
    for index in matrix.storage.indices { matrix.storage[index] *= extent / largest }
  }

  /// Each column from 0 to 10.
  private func stretch(_ matrix: inout Matrix) {
    for column in 0..<dimensions {
      var (low, high) = (Float.infinity, -Float.infinity)
      for row in 0..<matrix.rows {
        low = min(low, matrix[row, column])
        high = max(high, matrix[row, column])
      }
      let factor = high > low ? SpectralStart.extent / (high - low) : 0
      for row in 0..<matrix.rows { matrix[row, column] = (matrix[row, column] - low) * factor }
    }
  }
}
