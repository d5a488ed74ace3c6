/// Centres with as many more as make their number a multiple of 8; the nearest to a row is found eight at a time.
struct WideCentres: Sendable {
  /// The number of centres, with the added ones.
  let count: Int
  private let columns: Int
  private let entries: [Float]
  /// |c|^2 / 2 of each centre; infinite for the added ones, which therefore are never nearest.
  private let halves: [Float]

  init(_ centres: Matrix) {
    count = (centres.rows + 7) & ~7
    columns = centres.columns
    let added = count - centres.rows
    entries = centres.storage + [Float](repeating: 0, count: added * columns)
    let squares = (0..<centres.rows).map { centre in
      centres.row(centre).reduce(into: 0.0) { $0 += Double($1) * Double($1) }
    }
    halves = squares.map { Float($0 / 2) } + [Float](repeating: .infinity, count: added)
  }

  /// Sets the labels of `length` rows to their nearest centres, the first of equally near ones.
  ///
  /// Nearest is where |c|^2 / 2 - x c is least.
  ///
  /// - Parameters:
  ///   - rows: row after row.
  ///   - products: room for `count` numbers a row.
  ///   - labels: of the rows.
  ///   - length: the number of rows.
  /// - Returns: how many labels changed.
  func choose(
    _ rows: UnsafePointer<Float>, _ products: UnsafeMutablePointer<Float>,
    _ labels: UnsafeMutablePointer<Int32>, _ length: Int
  ) -> Int {
    var changed = 0
    entries.withUnsafeBufferPointer { entries in
      halves.withUnsafeBufferPointer { halves in
        guard let halves = halves.baseAddress else { return }
        BLAS.multiply(
          BLAS.Factor(base: rows, stride: columns),
          BLAS.Factor(base: entries.baseAddress, stride: columns, transposed: true), into: products,
          m: length, n: count, k: columns)
        for row in 0..<length {
          let label = WideCentres.least(halves, products + row * count, count)
          changed += labels[row] == label ? 0 : 1
          labels[row] = label
        }
      }
    }
    return changed
  }

  /// The first place of the smallest of `count` differences.
  @inline(__always)
  private static func least(_ halves: UnsafePointer<Float>, _ products: UnsafePointer<Float>, _ count: Int)
    -> Int32
  {
    var least = halves.eight(at: 0) - products.eight(at: 0)
    var blocks = SIMD8<Int32>(repeating: 0)
    for start in stride(from: 8, to: count, by: 8) {
      let values = halves.eight(at: start) - products.eight(at: start)
      let less = values .< least
      least.replace(with: values, where: less)
      blocks.replace(with: Int32(truncatingIfNeeded: start), where: less)
    }
    let smallest = least.min()
    var place = Int32.max
    for lane in 0..<8 where least[lane] == smallest {
      place = min(place, blocks[lane] + Int32(truncatingIfNeeded: lane))
    }
    return place
  }
}
