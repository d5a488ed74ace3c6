/// A row of a wide table that is mostly zeros: the columns that are not, and what stands there.
public struct SparseRow: Sendable, Equatable {
  /// The columns with an entry, from 0, rising.
  public let indices: [Int32]
  /// The entry of each of them, finite.
  public let values: [Float]

  /// A row.
  ///
  /// - Throws: `LearningError.mismatch` where the lists are of different lengths or the columns do not rise from 0 on,
  ///   `.notFinite`.
  public init(indices: [Int32], values: [Float]) throws(LearningError) {
    guard indices.count == values.count else {
      throw .mismatch(what: "the entries of a sparse row", expected: indices.count, found: values.count)
    }
    var least: Int32 = 0
    for index in indices {
      guard index >= least, index < .max else {
        throw .mismatch(what: "a column of a sparse row", expected: Int(least), found: Int(index))
      }
      least = index + 1
    }
    if let bad = values.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(what: "a sparse row", row: 0, column: Int(indices[bad]))
    }
    self.indices = indices
    self.values = values
  }

  /// A row of zeros.
  public init() {
    indices = []
    values = []
  }

  /// The number of columns that the row needs.
  var width: Int { indices.last.map { Int($0) + 1 } ?? 0 }
}
