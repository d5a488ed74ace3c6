extension Lloyd {
  /// For each piece of the rows: the sum and the number of each cluster's rows.
  struct Sums {
    private let pieces: Int
    private let clusters: Int
    private let columns: Int
    private var entries: [Float]
    private var counts: [Int]

    /// With no clusters nothing is summed.
    init(pieces: Int, clusters: Int, columns: Int) {
      (self.pieces, self.clusters, self.columns) = (pieces, clusters, columns)
      entries = [Float](repeating: 0, count: pieces * clusters * columns)
      counts = [Int](repeating: 0, count: pieces * clusters)
    }

    /// Where the pieces put their sums, set to zero.
    mutating func withPieces(_ body: (Places) -> Void) {
      let (clusters, columns) = (clusters, columns)
      entries.withUnsafeMutableBufferPointer { entries in
        counts.withUnsafeMutableBufferPointer { counts in
          entries.update(repeating: 0)
          counts.update(repeating: 0)
          body(Places(entries: entries, counts: counts, clusters: clusters, columns: columns))
        }
      }
    }

    /// The sums and numbers of all pieces, added in their order.
    func total() -> (entries: [Float], counts: [Int]) {
      let size = clusters * columns
      var total = [Float](repeating: 0, count: size)
      entries.withUnsafeBufferPointer { entries in
        total.withUnsafeMutableBufferPointer { total in
          guard let from = entries.baseAddress, let to = total.baseAddress else { return }
          ThreadTeam.eachRange(of: size, length: 1 << 14) { range in
            for piece in 0..<pieces {
              let own = from + piece * size
              for index in range { to[index] += own[index] }
            }
          }
        }
      }
      let numbers = (0..<clusters).map { cluster in
        (0..<pieces).reduce(0) { $0 + counts[$1 * clusters + cluster] }
      }
      return (total, numbers)
    }
  }

  /// Where pieces of the rows put their sums, each in entries of its own.
  struct Places {
    let entries: UnsafeMutableBufferPointer<Float>
    let counts: UnsafeMutableBufferPointer<Int>
    let clusters: Int
    let columns: Int

    /// Adds `count` rows of a piece to their clusters.
    func add(_ rows: UnsafePointer<Float>, _ labels: UnsafePointer<Int32>, _ count: Int, _ piece: Int) {
      guard clusters > 0, let base = entries.baseAddress else { return }
      let own = base + piece * clusters * columns
      for row in 0..<count {
        let label = Int(labels[row])
        let (from, to) = (rows + row * columns, own + label * columns)
        for column in 0..<columns { to[column] += from[column] }
        counts[piece * clusters + label] += 1
      }
    }
  }
}
