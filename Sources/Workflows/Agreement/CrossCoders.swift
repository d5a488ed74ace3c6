import ContentCoding
import Storage

/// How often each answer of one coder meets each answer of another.
package struct CrossCoders: Workflow, Sendable {
  /// Whose answers are rows, and whose are columns.
  package let coders: (rows: String, columns: String)
  /// The variable's name.
  package let variable: String

  /// The answers of two coders to `variable`.
  package init(_ rows: String, _ columns: String, variable: String) {
    coders = (rows, columns)
    self.variable = variable
  }

  /// What came of it.
  package struct Outcome: Sendable {
    /// The labels, in the codebook's order.
    package let labels: [String]
    /// See ``CodingMatrix/crossTable``.
    package let counts: [[Int]]
  }

  /// - Throws: ``UserError`` where a coder or the variable is unknown.
  package func run(in open: OpenStudy) throws -> Outcome {
    let variable = try open.existingVariable(variable)
    try open.requireCodings(of: [coders.rows, coders.columns])
    let identities = try open.study.coderIdentities()
    let compared = [coders.rows, coders.columns].compactMap { name in
      identities.first { $0.name == name }
    }
    let table = try open.codingMatrix(of: variable, by: compared, in: .all)
    // A coder who has coded something else has no row in the matrix.
    let isInOrder = table.coders.map(\.name) == [coders.rows, coders.columns]
    return Outcome(labels: variable.labels, counts: isInOrder ? table.crossTable : [])
  }
}
