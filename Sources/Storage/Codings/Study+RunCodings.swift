import ContentCoding
import GRDB

extension Study {
  /// What the run answered, in the order of posts, then variables, whether or not it was replaced since.
  ///
  /// Where the run answered one post twice (it failed and was tried again), the last answer counts.
  public func codings(run: String) throws -> [CodingRecord] {
    var records: [CodingRecord] = []
    try forEachCoding(run: run) { records.append($0) }
    return records
  }

  /// The same one by one, without holding them in memory.
  public func forEachCoding(run: String, _ body: (CodingRecord) throws -> Void) throws {
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          \(Self.givenByRun)
          SELECT posts.id, \(CodingRows.columns(of: "given"))
          FROM given JOIN posts ON posts.post = given.post
          ORDER BY given.post, given.variable
          """, arguments: [run])
      let reader = CodingRows(database, path: path)
      while let row = try rows.next() { try body(try reader.record(row, post: try row.value(0), at: 1)) }
    }
  }

  /// The common table `given`: the last answer of the run `?1` to each post and variable.
  static let givenByRun: String = {
    let columns = (["post", "variable", "coder", "origin", "coded_at"] + CodingFields.names).joined(
      separator: ", ")
    return """
      WITH mine AS (SELECT origin FROM origins WHERE run = ?1),
      given AS (
        SELECT \(columns) FROM codings
        WHERE origin IN mine
          AND coder IN (SELECT coder FROM origins WHERE run = ?1)
        UNION ALL
        SELECT \(columns) FROM coding_history AS old
        WHERE origin IN mine
          AND NOT EXISTS (
            SELECT 1 FROM codings AS now
            WHERE now.post = old.post AND now.variable = old.variable AND now.coder = old.coder
              AND now.origin IN mine)
          AND NOT EXISTS (
            SELECT 1 FROM coding_history AS later
            WHERE later.post = old.post AND later.variable = old.variable AND later.coder = old.coder
              AND later.origin IN mine AND later.history > old.history)
      )
      """
  }()

  /// The codings of `coder` that were replaced, the oldest first; of one post where `post` names it.
  public func history(coder: String, post: String? = nil) throws -> [CodingRecord] {
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT posts.id, \(CodingRows.columns(of: "old"))
          FROM coding_history AS old JOIN posts ON posts.post = old.post
          WHERE old.coder = (SELECT coder FROM coders WHERE name = ?1) AND (?2 IS NULL OR posts.id = ?2)
          ORDER BY old.history
          """, arguments: [coder, post])
      let reader = CodingRows(database, path: path)
      var records: [CodingRecord] = []
      while let row = try rows.next() {
        records.append(try reader.record(row, post: try row.value(0), at: 1))
      }
      return records
    }
  }
}
