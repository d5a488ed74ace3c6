/// Groups of columns that stand together, by their widths in order; none where every column stands for itself.
struct ColumnBlocks: Sendable {
  let widths: [Int]

  /// Throws where the widths are not those of `columns` columns.
  func validate(columns: Int) throws(LearningError) {
    guard !widths.isEmpty else { return }
    guard widths.allSatisfy({ (0...columns).contains($0) }) else {
      throw .parameter(name: "blocks", value: "\(widths)", accepted: "widths from 0 to \(columns)")
    }
    let sum = widths.reduce(0) { min($0 + $1, columns + 1) }
    guard sum == columns else {
      throw .mismatch(what: "the widths of the blocks", expected: columns, found: sum)
    }
  }

  /// For each column what its standardised values are multiplied by: 1 / sqrt(k) in a group of k.
  func scales(columns: Int) -> [Double] {
    widths.isEmpty
      ? [Double](repeating: 1, count: columns)
      : widths.flatMap { width in repeatElement(1 / Double(max(width, 1)).squareRoot(), count: width) }
  }
}
