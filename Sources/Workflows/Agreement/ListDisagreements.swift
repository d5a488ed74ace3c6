import ContentCoding
import Tables

/// Writes what coders should talk about: the posts on which they differ, the most frequent confusion first.
package struct ListDisagreements: Workflow {
  /// Whose codings are compared, and on which posts.
  package var choice: AgreementChoice
  /// Takes the bytes of the table, piece by piece.
  package let put: ([UInt8]) throws -> Void

  /// A list to `put`.
  package init(_ choice: AgreementChoice, to put: @escaping ([UInt8]) throws -> Void) {
    self.choice = choice
    self.put = put
  }

  /// - Returns: how many disagreements there are.
  package func run(in open: OpenStudy) throws -> Int {
    let selection = try choice.posts.selection(in: open)
    let coded = try open.study.coders()
    let tables = try choice.variables(in: open).compactMap { variable -> CodingMatrix? in
      let coders = try choice.coders(of: variable, among: coded, in: open).compared
      return coders.count > 1 ? try open.codingMatrix(of: variable, by: coders, in: selection) : nil
    }
    let coders = tables.flatMap(\.coders).map(\.name).reduce(into: [String]()) { names, name in
      if !names.contains(name) { names.append(name) }
    }
    let writer = try TableWriter(
      columns: ["post_id", "variable", "first_answer", "second_answer", "times_confused"] + coders, to: put)
    var count = 0
    for table in tables {
      for disagreement in table.disagreements() {
        count += 1
        let answers = Dictionary(
          zip(table.coders.map(\.name), disagreement.answers), uniquingKeysWith: { first, _ in first })
        try writer.write(
          [disagreement.post, table.variable.name] + disagreement.pair + [String(disagreement.times)]
            + coders.map { (answers[$0] ?? nil) ?? "" })
      }
    }
    try writer.finish()
    return count
  }
}
