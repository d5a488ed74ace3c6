import GRDB

extension Study {
  /// The parts of the posts under the split `name`, by post id; empty where there is no such split.
  public func split(_ name: String) throws -> [String: String] {
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql:
          "SELECT posts.id, splits.part FROM splits JOIN posts ON posts.post = splits.post WHERE split = ?",
        arguments: [name])
      var parts: [String: String] = [:]
      while let row = try rows.next() { parts[try row.value(0)] = try row.value(1) }
      return parts
    }
  }

  /// Stores the split `name` in the place of one before; ids that no post has are left out.
  public func saveSplit(_ name: String, parts: [String: String]) throws {
    try write { database in
      try database.execute(sql: "DELETE FROM splits WHERE split = ?", arguments: [name])
      let statement = try database.cachedStatement(
        sql: "INSERT INTO splits (split, post, part) SELECT ?1, post, ?3 FROM posts WHERE id = ?2")
      for (id, part) in parts { try statement.execute(arguments: [name, id, part]) }
    }
  }

  /// How many posts each part of each split has: split, then part.
  public func splits() throws -> [String: [String: Int]] {
    try read { database in
      let rows = try Row.fetchCursor(
        database, sql: "SELECT split, part, count(*) FROM splits GROUP BY split, part")
      var counts: [String: [String: Int]] = [:]
      while let row = try rows.next() {
        counts[try row.value(0), default: [:]][try row.value(1)] = try row.value(2)
      }
      return counts
    }
  }
}
