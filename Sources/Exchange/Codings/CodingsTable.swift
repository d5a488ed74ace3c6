import ContentCoding
import Foundation
import Tables

/// The names of the codings table: the form in which codings leave a study and come back without loss.
public enum CodingsTable {
  /// How the table is written down.
  public enum Format: Sendable {
    /// CSV as `TableWriter` writes it.
    case csv
    /// One JSON object a line.
    case jsonLines
  }

  /// The columns of the long form, in order.
  public static let columns = [
    "post_id", "variable", "value", "confidence", "status", "reason", "coder", "coder_kind", "run",
    "codebook", "fold",
    "coded_at", "cost_usd", "details",
  ]

  /// What stands before the category in the name of a column of scores.
  public static let scorePrefix = "score:"
  /// What stands between variable and coder in the name of a wide table's column.
  public static let wideSeparator = "__"
  /// The key of ``Answer/details`` under which free text beside the category "Other" is kept.
  public static let otherKey = "other"
  /// The category beside which free text may stand.
  public static let otherCategory = "Other"

  /// The labels that have columns of scores: those of all variables, each once, in the codebook's order.
  public static func scoreLabels(of codebook: Codebook) -> [String] {
    codebook.labels
  }

  /// The shortest text that reads back as the same number.
  static func text(_ number: Double) -> String { CodedValue.number(number).text }
}
