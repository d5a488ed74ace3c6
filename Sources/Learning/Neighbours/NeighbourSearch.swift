/// Chooses the candidates with the largest `x . y - offset(y)` by products of blocks.
struct NeighbourSearch: Sendable {
  /// Rows of a block of queries, and of references: the table of one product is 2 MiB.
  static let queryBlock = 256
  static let referenceBlock = 2048
  /// How many more candidates than neighbours are chosen, for the products are rounded.
  static let spare = 8
  /// Blocks of queries between two looks at cancellation.
  private static let stretch = 8

  let references: Matrix
  let offsets: [Float]?
  /// Query r is reference r, and not its own neighbour.
  let sparesOwn: Bool
  let count: Int
  private let kept: Int

  init(_ references: Matrix, offsets: [Float]?, spareOwn: Bool, count: Int) {
    self.references = references
    self.offsets = offsets
    sparesOwn = spareOwn
    let most = max(0, references.rows - (spareOwn ? 1 : 0))
    self.count = min(count, most)
    kept = self.count < most - NeighbourSearch.spare ? self.count + NeighbourSearch.spare : most
  }

  /// The neighbours of each query; `measure` orders the candidates.
  func run(
    queries: Matrix, threads: Int, measure: NeighbourDistance
  ) throws(LearningError) -> NearestNeighbours {
    let total = queries.rows * count
    var indices = [Int32](repeating: 0, count: total)
    var distances = [Float](repeating: 0, count: total)
    guard total > 0 else {
      return NearestNeighbours(rows: queries.rows, count: count, indices: indices, distances: distances)
    }
    let stretch = NeighbourSearch.queryBlock * NeighbourSearch.stretch * max(threads, 1)
    for start in Swift.stride(from: 0, to: queries.rows, by: stretch) {
      try checkCancellation()
      let length = min(stretch, queries.rows - start)
      indices.withUnsafeMutableBufferPointer { indices in
        distances.withUnsafeMutableBufferPointer { distances in
          // Blocks write to rows of their own.
          nonisolated(unsafe) let (indices, distances) = (indices, distances)
          ThreadTeam.$threads.withValue(threads) {
            ThreadTeam.eachRange(of: length, length: NeighbourSearch.queryBlock) { range in
              let block = start + range.lowerBound..<start + range.upperBound
              let candidates = choose(queries, block)
              candidates.withUnsafeBufferPointer { candidates in
                for row in block {
                  let own = (row - block.lowerBound) * kept
                  let places = row * count..<(row + 1) * count
                  measure.nearest(
                    to: row, of: UnsafeBufferPointer(rebasing: candidates[own..<own + kept]),
                    into: NeighbourDistance.Found(
                      indices: UnsafeMutableBufferPointer(rebasing: indices[places]),
                      distances: UnsafeMutableBufferPointer(rebasing: distances[places])))
                }
              }
            }
          }
        }
      }
    }
    return NearestNeighbours(rows: queries.rows, count: count, indices: indices, distances: distances)
  }

  /// block x kept: the candidates of each query, the largest first.
  private func choose(_ queries: Matrix, _ block: Range<Int>) -> [Int32] {
    var indices = [Int32](repeating: 0, count: block.count * kept)
    var values = [Float](repeating: -.infinity, count: block.count * kept)
    let width = min(NeighbourSearch.referenceBlock, references.rows)
    var products = [Float](repeating: 0, count: block.count * width)
    products.withUnsafeMutableBufferPointer { products in
      indices.withUnsafeMutableBufferPointer { indices in
        values.withUnsafeMutableBufferPointer { values in
          for start in Swift.stride(from: 0, to: references.rows, by: width) {
            let length = min(width, references.rows - start)
            multiply(queries, block, start..<start + length, into: products)
            for row in 0..<block.count {
              let places = row * kept..<(row + 1) * kept
              var best = Best(
                values: UnsafeMutableBufferPointer(rebasing: values[places]),
                indices: UnsafeMutableBufferPointer(rebasing: indices[places]))
              let own = sparesOwn ? block.lowerBound + row : -1
              best.take(
                UnsafeBufferPointer(rebasing: products[row * length..<(row + 1) * length]), from: start,
                except: own)
            }
          }
        }
      }
    }
    return indices
  }

  /// Products less the offsets.
  private func multiply(
    _ queries: Matrix, _ block: Range<Int>, _ part: Range<Int>,
    into products: UnsafeMutableBufferPointer<Float>
  ) {
    let columns = references.columns
    if let offsets {
      for row in 0..<block.count {
        for place in 0..<part.count { products[row * part.count + place] = -offsets[part.lowerBound + place] }
      }
    }
    queries.storage.withUnsafeBufferPointer { own in
      references.storage.withUnsafeBufferPointer { others in
        BLAS.multiply(
          BLAS.Factor(base: own.baseAddress.map { $0 + block.lowerBound * columns }, stride: columns),
          BLAS.Factor(
            base: others.baseAddress.map { $0 + part.lowerBound * columns }, stride: columns, transposed: true
          ),
          into: products.baseAddress, m: block.count, n: part.count, k: columns,
          beta: offsets == nil ? 0 : 1)
      }
    }
  }

  /// The largest values so far, falling; of equal ones the earlier.
  private struct Best {
    let values: UnsafeMutableBufferPointer<Float>
    let indices: UnsafeMutableBufferPointer<Int32>

    /// Most stretches hold nothing better than the least kept: whether one does is found without a branch an entry.
    private static let stretch = 64

    mutating func take(_ found: UnsafeBufferPointer<Float>, from start: Int, except own: Int) {
      var index = 0
      while index < found.count {
        let end = min(index + Best.stretch, found.count)
        let least = values[values.count - 1]
        if end - index == Best.stretch {
          var better: Int32 = 0
          for place in index..<end { better |= found[place] > least ? 1 : 0 }
          if better == 0 {
            index = end
            continue
          }
        }
        while index < end {
          if found[index] > values[values.count - 1], start + index != own {
            insert(found[index], Int32(truncatingIfNeeded: start + index))
          }
          index += 1
        }
      }
    }

    private func insert(_ value: Float, _ row: Int32) {
      var place = values.count - 1
      while place > 0, values[place - 1] < value {
        values[place] = values[place - 1]
        indices[place] = indices[place - 1]
        place -= 1
      }
      values[place] = value
      indices[place] = row
    }
  }
}
