/// A table of 32-bit numbers, row after row: a row is an example, a column a dimension of its embedding.
public struct Matrix: Sendable, Equatable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The entries; row r, column c stands at `r * columns + c`.
  public internal(set) var storage: [Float]

  /// Makes a matrix of entries that are laid out row after row.
  ///
  /// - Precondition: `storage.count == rows * columns`; neither is negative.
  public init(rows: Int, columns: Int, storage: [Float]) {
    precondition(
      Matrix.count(rows, columns) == storage.count,
      "a \(rows) x \(columns) matrix cannot have \(storage.count) entries")
    self.rows = rows
    self.columns = columns
    self.storage = storage
  }

  /// Makes a matrix of rows of equal length; none gives a 0 x 0 matrix.
  ///
  /// - Throws: `LearningError.mismatch` with the number of the first row that is longer or shorter than the first.
  public init(rows: [[Float]]) throws(LearningError) {
    let columns = rows.first?.count ?? 0
    if let odd = rows.firstIndex(where: { $0.count != columns }) {
      throw .mismatch(what: "the length of row \(odd)", expected: columns, found: rows[odd].count)
    }
    self.init(rows: rows.count, columns: columns, storage: Array(rows.joined()))
  }

  /// A matrix of zeros.
  init(rows: Int, columns: Int) {
    self.init(rows: rows, columns: columns, storage: [Float](repeating: 0, count: rows * columns))
  }

  /// The entry in row r, column c, both counted from 0.
  public subscript(row: Int, column: Int) -> Float {
    get { storage[row * columns + column] }
    set { storage[row * columns + column] = newValue }
  }

  /// The entries of one row.
  public func row(_ index: Int) -> ArraySlice<Float> { storage[index * columns..<(index + 1) * columns] }

  /// The named rows, in the named order; a row may be named more than once.
  public func selecting(rows chosen: [Int]) -> Matrix {
    var entries: [Float] = []
    entries.reserveCapacity(chosen.count * columns)
    for index in chosen { entries.append(contentsOf: row(index)) }
    return Matrix(rows: chosen.count, columns: columns, storage: entries)
  }

  /// `count` rows from `start` on, filled up with rows of zeros past the end.
  func block(from start: Int, count: Int) -> Matrix {
    let end = min(start + count, rows)
    var entries = Array(storage[start * columns..<end * columns])
    entries.append(contentsOf: repeatElement(0, count: count * columns - entries.count))
    return Matrix(rows: count, columns: columns, storage: entries)
  }

  /// Throws at the first entry that is NaN or infinite.
  func requireFinite(_ what: String) throws(LearningError) {
    guard let bad = storage.firstIndex(where: { !$0.isFinite }) else { return }
    throw .notFinite(what: what, row: bad / columns, column: bad % columns)
  }

  /// The number of entries; nil where a side is negative or the product does not fit.
  static func count(_ rows: Int, _ columns: Int) -> Int? {
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    return rows < 0 || columns < 0 || overflow ? nil : count
  }
}
