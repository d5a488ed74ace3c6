import ContentCoding
import GRDB

extension Study {
  /// The current codings of `coder`: those under its newest configuration, in the order of posts, then variables.
  ///
  /// A coding whose category the codebook no longer has is among them, as it was stored.
  ///
  /// - Parameters:
  ///   - coder: the coder's name.
  ///   - variable: nil for all.
  ///   - selection: which posts.
  /// - Returns: the codings; none where there is no such coder.
  /// - Throws: ``StorageError``.
  public func currentCodings(
    coder: String, variable: String? = nil, in selection: PostSelection = .all
  ) throws -> [CodingRecord] {
    var records: [CodingRecord] = []
    try forEachCurrentCoding(coder: coder, variable: variable, in: selection) { records.append($0) }
    return records
  }

  /// The same one by one, without holding them in memory; without scores on the posts for which `withScores` does not hold.
  public func forEachCurrentCoding(
    coder: String, variable: String? = nil, in selection: PostSelection = .all,
    withScores: (String) -> Bool = { _ in true },
    _ body: (CodingRecord) throws -> Void
  ) throws {
    let clause = selection.clause
    let from =
      selection == .all
      ? "codings CROSS JOIN posts ON posts.post = codings.post"
      : "\(clause.from) CROSS JOIN codings ON codings.post = posts.post"
    try read { database in
      guard let id = try Coders.id(coder, database) else { return }
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT posts.id, \(CodingRows.columns(of: "codings")) FROM \(from)
          WHERE \(clause.condition) AND codings.coder = ?
            \(variable == nil ? "" : "AND codings.variable = ?")
            AND codings.origin IN (
              SELECT origin FROM origins
              WHERE coder = ? AND configuration IS (SELECT configuration FROM coders WHERE coders.coder = ?))
          ORDER BY codings.post, codings.variable
          """, arguments: clause.arguments + [id] + (variable.map { [$0] } ?? []) + [id, id])
      let reader = CodingRows(database, path: path)
      while let row = try rows.next() {
        let post: String = try row.value(0)
        try body(try reader.record(row, post: post, at: 1, withScores: withScores(post)))
      }
    }
  }

  /// The current codings of `coder`, of each what figures are made of: value, status, confidence, cost and fold.
  ///
  /// Reasons, scores and details are left out: a large study is read in two thirds of the time.
  public func forEachCurrentValue(coder: String, _ body: (Coding) throws -> Void) throws {
    try read { database in
      guard let id = try Coders.id(coder, database) else { return }
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT posts.id, codings.variable, codings.status, codings.type, codings.value, codings.confidence,
            codings.cost_usd, codings.fold
          FROM codings CROSS JOIN posts ON posts.post = codings.post
          WHERE codings.coder = ?1 AND codings.origin IN (
            SELECT origin FROM origins
            WHERE coder = ?1 AND configuration IS (SELECT configuration FROM coders WHERE coders.coder = ?1))
          ORDER BY codings.post, codings.variable
          """, arguments: [id])
      while let row = try rows.next() {
        let post: String = try row.value(0)
        guard var answer = try CodingFields.bareAnswer(row, at: 2) else {
          throw StorageError.unreadable(path: path, what: "a coding of post \(post)")
        }
        answer.confidence = try row.value(5)
        answer.cost = try row.value(6)
        try body(Coding(postID: post, variable: try row.value(1), answer: answer, fold: try row.value(7)))
      }
    }
  }

  /// The current codings of `variable` that both coders gave, in the order of posts.
  public func pairedCodings(
    _ first: String, _ second: String, variable: String
  ) throws -> [(first: CodingRecord, second: CodingRecord)] {
    let others = Dictionary(
      try currentCodings(coder: second, variable: variable).map { ($0.coding.postID, $0) },
      uniquingKeysWith: { first, _ in first })
    var pairs: [(first: CodingRecord, second: CodingRecord)] = []
    try forEachCurrentCoding(coder: first, variable: variable) { record in
      if let other = others[record.coding.postID] { pairs.append((record, other)) }
    }
    return pairs
  }
}
