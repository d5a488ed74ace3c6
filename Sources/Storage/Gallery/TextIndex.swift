import GRDB

/// The words of posts, indexed by SQLite's FTS5: letters of any script in any case, without their marks.
///
/// The index is made when somebody first looks for words, kept up to date by triggers, and thrown away when posts are
/// forgotten, for an index keeps traces of what was taken out.
enum TextIndex {
  static let table = "post_texts"

  private static let tokenizer = "unicode61 remove_diacritics 2"

  /// Whether it is there.
  static func exists(_ database: Database) throws -> Bool { try database.tableExists(table) }

  /// Makes it where it is not there.
  static func make(_ database: Database) throws {
    guard try !exists(database) else { return }
    let add = "INSERT INTO \(table) (rowid, text) VALUES (new.post, new.text);"
    let remove = "INSERT INTO \(table) (\(table), rowid, text) VALUES ('delete', old.post, old.text);"
    try database.execute(
      sql: """
        CREATE VIRTUAL TABLE \(table)
          USING fts5(text, content = 'posts', content_rowid = 'post', tokenize = '\(tokenizer)');
        CREATE TRIGGER \(table)_insert AFTER INSERT ON posts BEGIN \(add) END;
        CREATE TRIGGER \(table)_delete AFTER DELETE ON posts BEGIN \(remove) END;
        CREATE TRIGGER \(table)_update AFTER UPDATE OF text ON posts BEGIN \(remove) \(add) END;
        INSERT INTO \(table) (\(table)) VALUES ('rebuild');
        """)
  }

  /// Throws it away.
  static func drop(_ database: Database) throws {
    guard try exists(database) else { return }
    for name in ["insert", "delete", "update"] { try database.execute(sql: "DROP TRIGGER \(table)_\(name)") }
    try database.execute(sql: "DROP TABLE \(table)")
  }

  /// What FTS5 looks for: every word of `text`, each at least by its beginning; nil where there is no word in it, or one of a script
  /// that puts no spaces between words.
  static func query(_ text: String) -> String? {
    let words = text.split { !$0.isLetter && !$0.isNumber }
    guard !words.isEmpty, !text.unicodeScalars.contains(where: isUnspaced) else { return nil }
    return words.map { "\"\($0)\"*" }.joined(separator: " ")
  }

  /// Thai, Lao, Myanmar, Khmer, and the scripts of China and Japan.
  private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x9FFF, 0xF900...0xFAFF,
      0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
