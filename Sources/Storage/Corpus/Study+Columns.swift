import GRDB

extension Study {
  /// The further columns that some post has, sorted.
  public func columns() throws -> [String] {
    try read { database in
      try String.fetchAll(
        database, sql: "SELECT DISTINCT key FROM posts, json_each(posts.columns) ORDER BY key")
    }
  }

  /// The folders, links followed, that media may lie in; empty for a study from before they were kept.
  public func mediaRoots() throws -> [String] {
    try read { try String.fetchAll($0, sql: "SELECT path FROM media_roots ORDER BY path") }
  }

  /// What the imported tables called the fields of posts: the role by the column's name.
  public func columnRoles() throws -> [String: String] {
    try read { database in
      let rows = try Row.fetchAll(database, sql: "SELECT name, role FROM column_names")
      return Dictionary(
        try rows.map { (try $0.value(0), try $0.value(1)) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// The counts that some post has, sorted.
  public func counts() throws -> [String] {
    try read { database in
      try String.fetchAll(
        database, sql: "SELECT DISTINCT key FROM posts, json_each(posts.counts) ORDER BY key")
    }
  }
}
