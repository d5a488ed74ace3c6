import CHNSW

/// hnswlib's graph over the rows of a table.
final class NeighbourGraph: @unchecked Sendable {
  // Sendable: rows are added in `init` alone, and any number of threads may search after it.
  private let index: OpaquePointer
  private let wanted: Int

  private static let links = 16
  private static let buildingBreadth = 100
  private static let searchBreadth = 64

  init(_ rows: Matrix, count: Int, seed: UInt64) throws(LearningError) {
    guard
      let index = chnsw_create(
        rows.columns, rows.rows, NeighbourGraph.links, NeighbourGraph.buildingBreadth,
        Int(truncatingIfNeeded: seed & 0x7FFF_FFFF))
    else { throw NeighbourGraph.noMemory(rows) }
    self.index = index
    // The row itself is found too.
    wanted = count + 1 + NeighbourSearch.spare
    for start in stride(from: 0, to: rows.rows, by: 256) {
      try checkCancellation()
      let added = rows.storage.withUnsafeBufferPointer { entries in
        (start..<min(start + 256, rows.rows)).allSatisfy { row in
          entries.baseAddress.map { chnsw_add(index, $0 + row * rows.columns) } ?? false
        }
      }
      guard added else { throw NeighbourGraph.noMemory(rows) }
    }
    chnsw_finish(index, max(NeighbourGraph.searchBreadth, 2 * wanted))
  }

  deinit { chnsw_free(index) }

  /// For each row others that are near, and the rows to which the graph led too few.
  func candidates(
    _ rows: Matrix, threads: Int
  ) throws(LearningError) -> (candidates: [[Int32]], poor: [Int]) {
    var candidates = [[Int32]](repeating: [], count: rows.rows)
    let stretch = 1024 * max(threads, 1)
    for start in stride(from: 0, to: rows.rows, by: stretch) {
      try checkCancellation()
      candidates.withUnsafeMutableBufferPointer { candidates in
        // Ranges write to rows of their own.
        nonisolated(unsafe) let candidates = candidates
        ThreadTeam.$threads.withValue(threads) {
          ThreadTeam.eachRange(of: min(stretch, rows.rows - start), length: 64) { range in
            for row in range.lowerBound + start..<range.upperBound + start {
              candidates[row] = search(rows, row)
            }
          }
        }
      }
    }
    let least = min(wanted - 1 - NeighbourSearch.spare, rows.rows - 1)
    return (candidates, candidates.indices.filter { candidates[$0].count < least })
  }

  private func search(_ rows: Matrix, _ row: Int) -> [Int32] {
    var found = [UInt32](repeating: 0, count: wanted)
    let count = rows.storage.withUnsafeBufferPointer { entries in
      entries.baseAddress.map { chnsw_search(index, $0 + row * rows.columns, wanted, &found) } ?? 0
    }
    guard count <= wanted else { return [] }
    return found.prefix(count).lazy.filter { Int($0) != row }.map { Int32(bitPattern: $0) }
  }

  private static func noMemory(_ rows: Matrix) -> LearningError {
    .numerical("there is not enough memory for a graph of \(rows.rows) x \(rows.columns) rows")
  }
}
