import Foundation
import Reliability

/// Leading eigenvectors by subspace iteration with a Chebyshev filter (Zhou, Saad, Tiago, Chelikowsky 2006).
///
/// Each round damps all eigenvalues below the block's smallest Ritz value, by a polynomial whose degree is such that the
/// largest grows 10,000 times as much, and then takes the best vectors of the block (Rayleigh and Ritz). It ends when all
/// wanted vectors have residuals of at most 1e-4, or after `budget` products: a start need not be exact. Products are of 32
/// bits, sums of 64.
struct ChebyshevSubspace {
  let adjacency: NormalisedAdjacency
  let wanted: Int
  let width: Int
  private static let growth = 1e4
  private static let tolerance = 1e-4
  private static let budget = 400
  /// Rows that are widened to 64 bits at a time.
  private static let chunk = 4096

  init(_ adjacency: NormalisedAdjacency, wanted: Int) {
    self.adjacency = adjacency
    self.wanted = wanted
    width = min((wanted + 4 + 7) / 8 * 8, adjacency.graph.rows / 2)
  }

  /// rows x wanted; nil where the block lost its rank.
  func vectors(_ random: inout SplitMix64) throws(LearningError) -> Matrix? {
    let rows = adjacency.graph.rows
    var block = Matrix(rows: rows, columns: width)
    for index in block.storage.indices { block.storage[index] = 2 * random.uniform() - 1 }
    var (cut, products) = (0.0, 0)
    while true {
      try checkCancellation()
      let degree = ChebyshevSubspace.degree(cut)
      filter(&block, degree: degree, cut: cut)
      products += degree + 1
      guard let ritz = ritz(&block) else { return nil }
      if ritz.residual <= ChebyshevSubspace.tolerance || products >= ChebyshevSubspace.budget { break }
      cut = min(max(ritz.least, -0.9), 0.9999)
    }
    var result = Matrix(rows: rows, columns: wanted)
    for row in 0..<rows {
      for column in 0..<wanted { result[row, column] = block[row, column] }
    }
    return result
  }

  /// The degree at which the filter's value at 1 is `growth`, between 4 and 100.
  private static func degree(_ cut: Double) -> Int {
    let (half, centre) = ((cut + 1) / 2, (cut - 1) / 2)
    return Int(max(4, min(100, acosh(growth) / acosh((1 - centre) / half))))
  }

  /// The scaled three-term recurrence, whose value at 1 stays 1.
  private func filter(_ block: inout Matrix, degree: Int, cut: Double) {
    let (half, centre) = ((cut + 1) / 2, (cut - 1) / 2)
    let first = half / (1 - centre)
    var sigma = first
    var next = Matrix(rows: block.rows, columns: block.columns)
    adjacency.apply(to: block, factor: Float(sigma / half), shift: Float(centre), less: 0, of: &next)
    for _ in 1..<degree {
      let following = 1 / (2 / first - sigma)
      swap(&block, &next)
      adjacency.apply(
        to: block, factor: Float(2 * following / half), shift: Float(centre), less: Float(sigma * following),
        of: &next)
      sigma = following
    }
    swap(&block, &next)
  }

  /// Makes the block its own Ritz vectors, largest first; nil where it lost its rank.
  private func ritz(_ block: inout Matrix) -> (least: Double, residual: Double)? {
    removeTrivial(from: &block)
    guard let (lengths, axes) = try? gram(block, block).symmetricEigen(), let longest = lengths.last,
      let shortest = lengths.first, longest.isFinite, shortest > 1e-14 * longest
    else { return nil }
    var orthogonal = axes
    for row in 0..<width {
      let factor = 1 / lengths[row].squareRoot()
      for column in 0..<width { orthogonal[row, column] *= factor }
    }
    rotate(&block, by: orthogonal)
    var image = Matrix(rows: block.rows, columns: width)
    adjacency.apply(to: block, factor: 1, shift: 0, less: 0, of: &image)
    guard let (values, vectors) = try? gram(block, image).symmetricEigen() else { return nil }
    var falling = vectors
    for row in 0..<width {
      for column in 0..<width { falling[row, column] = vectors[width - 1 - row, column] }
    }
    rotate(&block, by: falling)
    rotate(&image, by: falling)
    var squares = [Double](repeating: 0, count: wanted)
    for row in 0..<block.rows {
      for column in 0..<wanted {
        let residual = Double(image[row, column]) - values[width - 1 - column] * Double(block[row, column])
        squares[column] += residual * residual
      }
    }
    return (values[0], (squares.max() ?? 0).squareRoot())
  }

  private func removeTrivial(from block: inout Matrix) {
    var shares = [Double](repeating: 0, count: width)
    for row in 0..<block.rows {
      for column in 0..<width { shares[column] += adjacency.trivial[row] * Double(block[row, column]) }
    }
    for row in 0..<block.rows {
      for column in 0..<width {
        block[row, column] = Float(Double(block[row, column]) - shares[column] * adjacency.trivial[row])
      }
    }
  }

  /// X^T Y.
  private func gram(_ x: Matrix, _ y: Matrix) -> DoubleMatrix {
    var sum = DoubleMatrix(rows: width, columns: width)
    for start in stride(from: 0, to: x.rows, by: ChebyshevSubspace.chunk) {
      let part = widened(x, start).multiplied(by: widened(y, start), transposingSelf: true)
      for index in sum.storage.indices { sum.storage[index] += part.storage[index] }
    }
    return sum
  }

  /// X <- X V^T, where the rows of V are the new vectors in terms of the old ones.
  private func rotate(_ x: inout Matrix, by vectors: DoubleMatrix) {
    for start in stride(from: 0, to: x.rows, by: ChebyshevSubspace.chunk) {
      let part = widened(x, start).multiplied(by: vectors, transposed: true)
      for index in part.storage.indices { x.storage[start * width + index] = Float(part.storage[index]) }
    }
  }

  private func widened(_ x: Matrix, _ start: Int) -> DoubleMatrix {
    let rows = min(ChebyshevSubspace.chunk, x.rows - start)
    return DoubleMatrix(
      rows: rows, columns: width,
      storage: x.storage[start * width..<(start + rows) * width].map { Double($0) })
  }
}
