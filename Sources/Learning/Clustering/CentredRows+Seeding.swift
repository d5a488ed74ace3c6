import Foundation
import Reliability

extension CentredRows {
  /// The centres from which greedy k-means++ starts, as rows.
  ///
  /// The first is any row. For each further one, 2 + Int(ln k) rows are drawn with chances in proportion to the squared
  /// distance to the nearest centre so far; the one that leaves the smallest sum of squared distances is taken. Ends
  /// early where every row lies on a centre.
  func seeds(_ count: Int, drawing generator: inout SplitMix64) throws(LearningError) -> Matrix {
    let trials = 2 + Int(log(Double(max(count, 1))))
    var chosen = [generator.index(below: rows.rows)]
    var field = SeedingField(self)
    field.offer([chosen[0]])
    field.take(0)
    while chosen.count < count, field.potential > 0 {
      try checkCancellation()
      let candidates = (0..<trials).map { _ in field.row(at: generator.unit() * field.potential) }
      let potentials = field.offer(candidates)
      let best = potentials.indices.min { potentials[$0] < potentials[$1] } ?? 0
      chosen.append(candidates[best])
      field.take(best)
    }
    return rows.selecting(rows: chosen)
  }
}

extension SplitMix64 {
  /// A number in [0, 1) with 53 bits.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}

/// The squared distance of every row to the nearest seed so far, and what candidates would make of it.
private struct SeedingField {
  private let data: CentredRows
  /// Row after row of candidates: the squared distances with that candidate among the seeds.
  private var offered: [Float] = []
  private var sums: [Double] = []
  private var nearest: [Float]
  private var pieceSums: [Double] = []
  private let pieces: Int

  private static let pieceLength = 1024
  private static let blockLength = 256
  /// A squared distance that is a smaller share of the squared lengths than this is rounding: the rows are the same.
  private static let same: Float = 1e-6

  init(_ data: CentredRows) {
    self.data = data
    nearest = [Float](repeating: .infinity, count: data.rows.rows)
    pieces = (data.rows.rows + SeedingField.pieceLength - 1) / SeedingField.pieceLength
  }

  /// The sum of all squared distances.
  var potential: Double { pieceSums.reduce(0, +) }

  /// The row where the running sum of squared distances passes `target`.
  func row(at target: Double) -> Int {
    var rest = target
    var piece = 0
    while piece < pieces - 1, rest >= pieceSums[piece] {
      rest -= pieceSums[piece]
      piece += 1
    }
    let start = piece * SeedingField.pieceLength
    let end = min(start + SeedingField.pieceLength, nearest.count)
    var last = start
    for row in start..<end where nearest[row] > 0 {
      last = row
      rest -= Double(nearest[row])
      if rest < 0 { break }
    }
    return last
  }

  /// What the sum of all squared distances would be with each candidate.
  @discardableResult
  mutating func offer(_ candidates: [Int]) -> [Double] {
    let (n, d, trials, pieces) = (data.rows.rows, data.rows.columns, candidates.count, pieces)
    let seeds = data.rows.selecting(rows: candidates)
    let lengths = candidates.map { data.squaredLengths[$0] }
    if offered.count != trials * n { offered = [Float](repeating: 0, count: trials * n) }
    sums = [Double](repeating: 0, count: trials * pieces)
    data.rows.storage.withUnsafeBufferPointer { rows in
      data.squaredLengths.withUnsafeBufferPointer { squares in
        nearest.withUnsafeBufferPointer { nearest in
          offered.withUnsafeMutableBufferPointer { offered in
            sums.withUnsafeMutableBufferPointer { sums in
              seeds.storage.withUnsafeBufferPointer { seeds in
                guard let rows = rows.baseAddress, let squares = squares.baseAddress,
                  let nearest = nearest.baseAddress, let offered = offered.baseAddress
                else { return }
                ThreadTeam.eachPiece(of: n, length: SeedingField.pieceLength) { piece, range in
                  withUnsafeTemporaryAllocation(
                    of: Float.self, capacity: trials * SeedingField.blockLength
                  ) { products in
                    guard let products = products.baseAddress else { return }
                    for start in stride(
                      from: range.lowerBound, to: range.upperBound, by: SeedingField.blockLength)
                    {
                      let length = min(SeedingField.blockLength, range.upperBound - start)
                      BLAS.multiply(
                        BLAS.Factor(base: rows + start * d, stride: d),
                        BLAS.Factor(base: seeds.baseAddress, stride: d, transposed: true), into: products,
                        m: length, n: trials, k: d)
                      for trial in 0..<trials {
                        sums[trial * pieces + piece] += SeedingField.offer(
                          products + trial, trials, squares + start, lengths[trial], nearest + start,
                          offered + trial * n + start, length)
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
    return (0..<trials).map { trial in sums[trial * pieces..<(trial + 1) * pieces].reduce(0, +) }
  }

  private static func offer(
    _ products: UnsafePointer<Float>, _ stride: Int, _ squares: UnsafePointer<Float>, _ square: Float,
    _ nearest: UnsafePointer<Float>, _ offered: UnsafeMutablePointer<Float>, _ count: Int
  ) -> Double {
    for row in 0..<count {
      let lengths = squares[row] + square
      let distance = lengths - 2 * products[row * stride]
      let clear = distance < same * lengths ? 0 : distance
      offered[row] = clear < nearest[row] ? clear : nearest[row]
    }
    var sum = 0.0
    for row in 0..<count { sum += Double(offered[row]) }
    return sum
  }

  /// Makes a candidate of the last offer a seed.
  mutating func take(_ candidate: Int) {
    let n = nearest.count
    nearest.replaceSubrange(0..<n, with: offered[candidate * n..<(candidate + 1) * n])
    pieceSums = Array(sums[candidate * pieces..<(candidate + 1) * pieces])
  }
}
