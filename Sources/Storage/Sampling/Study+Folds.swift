import ContentCoding
import GRDB

extension Study {
  /// The folds of the gold posts; nil before they were first made.
  public func folds() throws -> Folds? {
    try read { database in
      guard let count = try Int.fetchOne(database, sql: "SELECT folds FROM fold_sets") else { return nil }
      let rows = try Row.fetchCursor(
        database, sql: "SELECT posts.id, folds.fold FROM folds JOIN posts ON posts.post = folds.post")
      var assignment: [String: Int] = [:]
      while let row = try rows.next() { assignment[try row.value(0)] = try row.value(1) }
      return Folds(count: count, assignment: assignment)
    }
  }

  /// Forgets the folds, so that they are made anew, and marks what was learned with them as learned from another gold.
  public func removeFolds() throws {
    try write { database in
      try database.execute(sql: "DELETE FROM folds")
      try database.execute(sql: "DELETE FROM fold_sets")
      try database.execute(sql: "UPDATE heads SET gold = ''")
    }
  }

  /// Stores `folds` in the place of those before; ids that no post has are left out.
  public func saveFolds(_ folds: Folds) throws {
    try write { database in
      try database.execute(sql: "DELETE FROM folds")
      try database.execute(
        sql: "INSERT OR REPLACE INTO fold_sets (fold_set, folds) VALUES (1, ?)", arguments: [folds.count])
      let statement = try database.cachedStatement(
        sql: "INSERT INTO folds (post, fold) SELECT post, ?2 FROM posts WHERE id = ?1")
      for (id, fold) in folds.assignment { try statement.execute(arguments: [id, fold]) }
    }
  }
}
