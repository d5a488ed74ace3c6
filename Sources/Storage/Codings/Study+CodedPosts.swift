import ContentCoding
import GRDB

extension Study {
  /// Posts with their current codings, in the order of posts; a post's codings by variable, then coder.
  ///
  /// Posts without such a coding are left out. Memory does not grow with the study.
  ///
  /// - Parameters:
  ///   - coders: names; nil for all.
  ///   - variables: names; nil for all.
  ///   - selection: which posts.
  ///   - body: is given each post with its codings.
  /// - Throws: ``StorageError``, or what `body` throws.
  public func forEachCodedPost(
    coders: [String]? = nil, variables: [String]? = nil, in selection: PostSelection = .all,
    _ body: (Post, [CodingRecord]) throws -> Void
  ) throws {
    let clause = selection.clause
    let lists = try [coders, variables].map { try $0.map { try JSONText.text(of: $0) } }
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT \(PostRows.columns), \(CodingRows.columns(of: "codings"))
          FROM \(clause.from)
          CROSS JOIN codings ON codings.post = posts.post
          JOIN coders ON coders.coder = codings.coder
          JOIN origins ON origins.origin = codings.origin
          WHERE \(clause.condition) AND origins.configuration IS coders.configuration
            \(coders == nil ? "" : "AND coders.name IN (SELECT value FROM json_each(?))")
            \(variables == nil ? "" : "AND codings.variable IN (SELECT value FROM json_each(?))")
          ORDER BY \(clause.key)
          """, arguments: clause.arguments + StatementArguments(lists.compactMap { $0 }))
      let posts = try PostRows(database, joining: joinedCodings)
      let codings = CodingRows(database, path: path)
      var current: (row: Int64, post: Post, records: [CodingRecord])?
      while let row = try rows.next() {
        let id: Int64 = try row.value(0)
        if current?.row != id {
          if let current { try body(current.post, current.records.inTableOrder) }
          current = (id, try posts.post(row), [])
        }
        let post: String = try row.value(1)
        current?.records.append(try codings.record(row, post: post, at: 8))
      }
      if let current { try body(current.post, current.records.inTableOrder) }
    }
  }
}

extension [CodingRecord] {
  fileprivate var inTableOrder: [CodingRecord] {
    sorted { ($0.coding.variable, $0.coder.name) < ($1.coding.variable, $1.coder.name) }
  }
}
