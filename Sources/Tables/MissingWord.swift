/// The words that tools write into a cell that has no value.
package enum MissingWord {
  private static let words = [
    "", "-", "--", "?", "na", "n/a", "#n/a", "nan", "nat", "null", "none", "nil", "missing",
  ]
  .map { Array($0.utf8) }

  /// Whether a trimmed cell in small letters is such a word.
  package static func contains(_ cell: [UInt8]) -> Bool { cell.count <= 7 && words.contains(cell) }
}
