import ContentCoding
import Exchange
import Storage

/// Writes codings as a table.
package struct ExportCodings: Workflow {
  /// How the table is written.
  package var format: CodingsTable.Format
  /// Whether it has a row a post and a column a variable and coder, else a row a coding.
  package var isWide = false
  /// Whether there is a column for each category's score; in the wide form status, confidence, second category and price beside each
  /// value.
  package var withScores = false
  /// Whether the wide form has a row for every post, with the columns of posts.
  package var withPosts = false
  /// Whether ids and people's names are replaced by keyed hashes.
  package var isPseudonymous = false
  /// The coders; empty for all.
  package var coders: [String] = []
  /// The variables; empty for all.
  package var variables: [String] = []
  /// The run whose codings are written instead of the current ones.
  package var run: String?
  /// The posts.
  package var posts = PostChoice()
  /// Takes the bytes of the table, piece by piece.
  package let put: ([UInt8]) throws -> Void

  /// An export to `put`.
  package init(_ format: CodingsTable.Format, to put: @escaping ([UInt8]) throws -> Void) {
    self.format = format
    self.put = put
  }

  /// Refuses a coder, a variable or a run that the study does not know: a mistake, not an empty table.
  private func check(in open: OpenStudy) throws {
    if let run { _ = try open.existingRun(run) }
    if !coders.isEmpty { try open.requireCodings(of: coders) }
    for name in variables { _ = try open.existingVariable(name) }
  }

  /// - Returns: how many codings were written.
  package func run(in open: OpenStudy) throws -> Int {
    try check(in: open)
    let names = isPseudonymous ? Pseudonyms(key: try open.study.pseudonymKey()) : nil
    let selection = try posts.selection(in: open, allowsNone: true)
    if isWide, withPosts { return try runWithPosts(selection, in: open, names) }
    var count = 0
    let write: (CodingRecord) throws -> Void
    let finish: () throws -> Void
    if isWide {
      let writer = try WideCodingsWriter(
        format, columns: columns(in: open, names), withDetails: withScores, to: put)
      (write, finish) = (writer.write, writer.finish)
    } else {
      let labels = withScores ? CodingsTable.scoreLabels(of: open.configuration.codebook) : []
      let writer = try CodingsWriter(format, scores: labels, to: put)
      (write, finish) = (writer.write, writer.finish)
    }
    let take = { (record: CodingRecord) in
      count += 1
      try write(names.map { $0.hiding(record) } ?? record)
    }
    if let run {
      try open.study.forEachCoding(run: run, take)
    } else {
      try open.study.forEachCodedPost(
        coders: coders.isEmpty ? nil : coders, variables: variables.isEmpty ? nil : variables, in: selection
      ) { _, records in for record in records { try take(record) } }
    }
    try finish()
    return count
  }

  /// One row a post, coded or not: what is needed for an analysis.
  private func runWithPosts(_ selection: PostSelection, in open: OpenStudy, _ names: Pseudonyms?) throws
    -> Int
  {
    let cells = try PostCells(of: open.study, isPseudonymous: isPseudonymous)
    let writer = try WideCodingsWriter(
      format, posts: Array(cells.header.dropFirst()), columns: columns(in: open, names),
      withDetails: withScores, to: put)
    var count = 0
    try open.study.forEachPage(in: selection) { posts in
      try Task.checkCancellation()
      let codings = try open.study.codings(
        of: posts, coders: coders.isEmpty ? nil : coders, variables: variables.isEmpty ? nil : variables)
      for post in posts {
        let row = cells.cells(of: post)
        try writer.write(post: row[0], cells: Array(row.dropFirst()))
        for record in codings[post.id] ?? [] {
          count += 1
          try writer.write(names.map { $0.hiding(record) } ?? record)
        }
      }
    }
    try writer.finish()
    return count
  }

  private func columns(in open: OpenStudy, _ names: Pseudonyms?) throws -> [WideCodingsWriter.Column] {
    let coders = try open.study.coders().filter {
      self.coders.isEmpty || self.coders.contains($0.identity.name)
    }
    return open.configuration.codebook.variables.filter { variables.isEmpty || variables.contains($0.name) }
      .flatMap { variable in
        coders.filter { $0.counts[variable.name] != nil }
          .map { names?.hiding($0.identity).name ?? $0.identity.name }.sorted()
          .map { WideCodingsWriter.Column(variable: variable.name, coder: $0) }
      }
  }
}

extension Pseudonyms {
  /// `record` without the post's id and without the name of a person who coded.
  ///
  /// Reasons and details may hold paths and words from the post, so they are left out.
  fileprivate func hiding(_ record: CodingRecord) -> CodingRecord {
    var record = record
    record.coding.postID = self(record.coding.postID)
    record.coding.answer.details = [:]
    record.coding.answer.reason?.message = ""
    record.coder = hiding(record.coder)
    return record
  }

  /// `coder` without its name, where it is a person.
  fileprivate func hiding(_ coder: CoderIdentity) -> CoderIdentity {
    var coder = coder
    if coder.kind == .person { coder.name = self(coder.name) }
    return coder
  }
}
