import ContentCoding
import Foundation
import GRDB

extension Schema {
  /// The last import, so that it can be taken back; what is still to be removed from the cache; what a person should know of
  /// the study.
  static let version4 = """
    CREATE TABLE imports (
      import INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      source TEXT NOT NULL,
      imported_at TEXT NOT NULL,
      first_post INTEGER NOT NULL,
      last_history INTEGER NOT NULL
    );
    CREATE TABLE import_posts (
      post INTEGER PRIMARY KEY REFERENCES posts ON DELETE CASCADE,
      before TEXT NOT NULL
    );
    CREATE TABLE import_codings (
      post INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
      variable TEXT NOT NULL,
      coder INTEGER NOT NULL REFERENCES coders,
      history INTEGER,
      PRIMARY KEY (post, variable, coder)
    ) WITHOUT ROWID;
    CREATE TABLE column_names (
      name TEXT PRIMARY KEY,
      role TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE media_roots (
      path TEXT PRIMARY KEY
    ) WITHOUT ROWID;
    CREATE TABLE pending_removals (
      sha256 TEXT PRIMARY KEY
    ) WITHOUT ROWID;
    CREATE TABLE notices (
      notice TEXT PRIMARY KEY
    ) WITHOUT ROWID;
    """

  /// Brings stored names into NFC, the form in which all names are compared from now on.
  ///
  /// Two rows that become one are left as they are and noted: whether they are the same post or coder is for a person to say.
  static func composeNames(in database: Database) throws {
    try compose("posts", "id", key: "post", isUnique: true, in: database) {
      "the posts \($0) are two spellings of one id, from before ids had one; `codeframe forget ID` removes both"
    }
    try compose("posts", "author", key: "post", in: database)
    try compose("posts", "part_of", key: "post", in: database)
    try compose("coders", "name", key: "coder", isUnique: true, in: database) {
      "the coders \($0) are two spellings of one name, from before names had one; import the codings of one under another name"
    }
    for table in ["codings", "coding_history"] {
      let key = table == "codings" ? "coding" : "history"
      try compose(table, "value", key: key, in: database)
      try compose(table, "scores", key: key, in: database)
    }
    for (table, column) in [("runs", "coder"), ("heads", "coder"), ("batches", "coder")] {
      try compose(table, column, key: nil, in: database)
    }
  }

  private static func compose(
    _ table: String, _ column: String, key: String?, isUnique: Bool = false, in database: Database,
    collision: (String) -> String = { $0 }
  ) throws {
    let changed = try Row.fetchAll(
      database,
      sql: "SELECT DISTINCT \(key.map { "\($0), " } ?? "")\(column) FROM \(table) WHERE \(column) GLOB ?",
      arguments: ["*[^\u{1}-\u{7F}]*"])
    for row in changed {
      let place = key == nil ? 0 : 1
      guard let written: String = try row.value(place) else { continue }
      let composed = written.precomposed
      guard !composed.utf8.elementsEqual(written.utf8) else { continue }
      if isUnique {
        let isTaken = try Bool.fetchOne(
          database, sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE \(column) = ?)", arguments: [composed])
        if isTaken ?? false {
          try database.execute(
            sql: "INSERT OR IGNORE INTO notices (notice) VALUES (?)", arguments: [collision(composed)])
          continue
        }
      }
      if let key {
        let number: Int64 = try row.value(0)
        try database.execute(
          sql: "UPDATE \(table) SET \(column) = ? WHERE \(key) = ?", arguments: [composed, number])
      } else {
        try database.execute(
          sql: "UPDATE OR IGNORE \(table) SET \(column) = ? WHERE \(column) = ?",
          arguments: [composed, written])
      }
    }
  }
}
