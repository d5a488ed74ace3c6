import ContentCoding
import Tables

/// Which columns of a codings table hold what.
struct CodingsForm {
  /// A column of a wide table.
  struct Answer {
    let column: String
    let variable: Variable
    let coder: String?
  }

  let id: String
  let coder: String?
  /// The columns of the long form: what they are for, and what they are called here.
  let long: [String: String]
  let scores: [(column: String, label: String)]
  /// The columns of answers of a wide form; empty for a long one.
  let answers: [Answer]
  let ignored: [String]

  var isLong: Bool { answers.isEmpty }

  init(header: TableHeader, codebook: Codebook, options: CodingsReader.Options, file: String) throws {
    let normalised = header.names.map(ColumnRole.normalised)
    func column(_ names: String...) -> String? {
      names.lazy.compactMap { normalised.firstIndex(of: $0) }.first.map { header.names[$0] }
    }
    guard let id = column("post_id", "postid", "id", "post", "item_id", "shortcode") else {
      throw ImportProblems(
        file: file,
        "no column of post ids; one is called post_id or id. The columns are \(enumerated(header.names))")
    }
    self.id = id
    coder = column("coder")
    if let variable = column("variable"), let value = column("value") {
      var long = ["variable": variable, "value": value]
      for name in CodingsTable.columns.dropFirst(3) where name != "coder" { long[name] = column(name) }
      self.long = long
      scores = header.names.filter { $0.hasPrefix(CodingsTable.scorePrefix) }
        .map { ($0, String($0.dropFirst(CodingsTable.scorePrefix.count))) }
      answers = []
      let used = Set(long.values).union([id, coder].compactMap(\.self)).union(scores.map(\.column))
      ignored = header.names.filter { !used.contains($0) }
    } else {
      (long, scores) = ([:], [])
      let named = header.names.filter { $0 != id && $0 != column("coder") }
      answers = named.compactMap { Self.answer($0, in: codebook) }
      let used = Set(answers.map(\.column)).union([id, coder].compactMap(\.self))
      ignored = header.names.filter { !used.contains($0) }
      if answers.isEmpty {
        throw ImportProblems(
          file: file,
          "no column holds codings; name columns post_id, coder, variable and value, or after the variables: "
            + "\(enumerated(codebook.variables.map(\.name))). The columns are \(enumerated(header.names))")
      }
    }
    let namesCoders = coder != nil || answers.contains { $0.coder != nil }
    if !namesCoders && options.coder == nil {
      throw ImportProblems(
        file: file, "no column names the coder; add a column coder, or name the coder with --coder")
    }
  }

  /// `variable` or `variable__coder`; where several variables fit, the longest name is meant.
  private static func answer(_ column: String, in codebook: Codebook) -> Answer? {
    if let variable = codebook[column] { return Answer(column: column, variable: variable, coder: nil) }
    let fitting = codebook.variables.filter { column.hasPrefix($0.name + CodingsTable.wideSeparator) }
    guard let variable = fitting.max(by: { $0.name.count < $1.name.count }) else { return nil }
    let coder = String(column.dropFirst(variable.name.count + CodingsTable.wideSeparator.count))
    return coder.isEmpty ? nil : Answer(column: column, variable: variable, coder: coder)
  }
}
