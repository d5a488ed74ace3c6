/// An edge of a minimum spanning tree.
struct SpanningEdge: Sendable {
  let from: Int
  let to: Int
  let length: Double
}

extension ColumnTable {
  /// The minimum spanning tree of mutual reachability, by Prim's algorithm from row 0; of equally near rows the first.
  ///
  /// Distances are computed when needed and never kept: memory grows with the rows, not with their square.
  func spanningTree(squaredCores: [Double]) throws(LearningError) -> [SpanningEdge] {
    var frontier = SpanningFrontier(self, squaredCores)
    var edges: [SpanningEdge] = []
    edges.reserveCapacity(max(count - 1, 0))
    while edges.count < count - 1 {
      if edges.count & 255 == 0 { try checkCancellation() }
      edges.append(frontier.grow())
    }
    return edges
  }
}

/// The rows that are not yet in the tree, and the nearest row of the tree to each.
private struct SpanningFrontier {
  private var table: ColumnTable
  /// The row of the features at each place.
  private var rows: [Int]
  /// Infinite for a row that is in the tree, which thereby is never near again.
  private var cores: [Double]
  private var reach: [Double]
  private var sources: [Int]
  private var open: Int
  /// The row that came last into the tree.
  private var last: (row: Int, point: [Double], core: Double)

  private static let pieceLength = 4096

  init(_ table: ColumnTable, _ squaredCores: [Double]) {
    self.table = table
    rows = Array(0..<table.count)
    cores = squaredCores
    reach = [Double](repeating: .infinity, count: table.count)
    sources = [Int](repeating: 0, count: table.count)
    open = table.count - 1
    last = (0, table.row(0), squaredCores[0])
    cores[0] = .infinity
  }

  /// Takes the nearest row into the tree.
  mutating func grow() -> SpanningEdge {
    let place = approach()
    let edge = SpanningEdge(from: sources[place], to: rows[place], length: reach[place].squareRoot())
    last = (rows[place], table.row(place), cores[place])
    cores[place] = .infinity
    reach[place] = .infinity
    open -= 1
    if open < table.count * 3 / 4 { compact() }
    return edge
  }

  /// Looks from the last row at all others; the place of the nearest to the tree.
  private mutating func approach() -> Int {
    let length = SpanningFrontier.pieceLength
    let (table, cores, last) = (table, cores, last)
    var least = [(reach: Double, place: Int)](
      repeating: (.infinity, .max), count: (table.count + length - 1) / length)
    least.withUnsafeMutableBufferPointer { least in
      reach.withUnsafeMutableBufferPointer { reach in
        sources.withUnsafeMutableBufferPointer { sources in
          table.entries.withUnsafeBufferPointer { entries in
            cores.withUnsafeBufferPointer { cores in
              guard let entries = entries.baseAddress, let cores = cores.baseAddress,
                let reach = reach.baseAddress, let sources = sources.baseAddress
              else { return }
              ThreadTeam.eachPiece(of: table.count, length: length) { piece, range in
                withUnsafeTemporaryAllocation(of: Double.self, capacity: range.count) { squares in
                  guard let squares = squares.baseAddress else { return }
                  ColumnTable.squaredDistances(
                    entries, table.count, from: last.point, to: range, into: squares)
                  SpanningFrontier.shorten(
                    squares, cores + range.lowerBound, reach + range.lowerBound, sources + range.lowerBound,
                    range.count, from: last.row, core: last.core)
                  for place in range where reach[place] < least[piece].reach {
                    least[piece] = (reach[place], place)
                  }
                }
              }
            }
          }
        }
      }
    }
    var best = least[0]
    for other in least.dropFirst() where other.reach < best.reach { best = other }
    return best.place
  }

  /// Notes the row that came last wherever it is nearer than those before.
  private static func shorten(
    _ squares: UnsafePointer<Double>, _ cores: UnsafePointer<Double>, _ reach: UnsafeMutablePointer<Double>,
    _ sources: UnsafeMutablePointer<Int>, _ count: Int, from row: Int, core: Double
  ) {
    for place in 0..<count {
      let own = cores[place] > core ? cores[place] : core
      let mutual = squares[place] > own ? squares[place] : own
      let nearer = mutual < reach[place]
      reach[place] = nearer ? mutual : reach[place]
      sources[place] = nearer ? row : sources[place]
    }
  }

  /// Forgets the rows that are in the tree.
  private mutating func compact() {
    let kept = rows.indices.filter { cores[$0] < .infinity }
    table = table.keeping(kept)
    rows = kept.map { rows[$0] }
    cores = kept.map { cores[$0] }
    reach = kept.map { reach[$0] }
    sources = kept.map { sources[$0] }
  }
}
