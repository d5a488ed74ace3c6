import CLayout

/// The rows of an embedding while they move: two columns as they are, any other number filled up with zeros, which stay zero,
/// to whole groups of four.
struct LayoutPoints: Sendable {
  let rows: Int
  let columns: Int
  private let groups: Int
  private let stride: Int
  private var entries: [Float]

  init(_ matrix: Matrix) {
    rows = matrix.rows
    columns = matrix.columns
    groups = columns == 2 ? 0 : (columns + 3) / 4
    stride = groups == 0 ? 2 : 4 * groups
    entries = [Float](repeating: 0, count: rows * stride)
    for row in 0..<rows {
      for column in 0..<columns { entries[row * stride + column] = matrix[row, column] }
    }
  }

  var matrix: Matrix {
    var result = Matrix(rows: rows, columns: columns)
    for row in 0..<rows {
      for column in 0..<columns { result[row, column] = entries[row * stride + column] }
    }
    return result
  }

  /// One round of a graph over these rows.
  mutating func move(_ turns: inout LayoutTurns, _ round: inout CLayoutRound, _ random: inout UInt64) {
    entries.withUnsafeMutableBufferPointer { entries in
      let points = CLayoutPoints(points: entries.baseAddress, rows: rows)
      turns.withEdges { clayout_round(points, points, groups, true, $0, &round, &random) }
    }
  }

  /// One round of these rows among others, which are read only.
  mutating func move(
    among others: LayoutPoints, _ turns: inout LayoutTurns, _ round: inout CLayoutRound,
    _ random: inout UInt64
  ) {
    entries.withUnsafeMutableBufferPointer { entries in
      others.entries.withUnsafeBufferPointer { others in
        let heads = CLayoutPoints(points: entries.baseAddress, rows: rows)
        let tails = CLayoutPoints(
          points: UnsafeMutablePointer(mutating: others.baseAddress), rows: others.count / stride)
        turns.withEdges { clayout_round(heads, tails, groups, false, $0, &round, &random) }
      }
    }
  }
}
