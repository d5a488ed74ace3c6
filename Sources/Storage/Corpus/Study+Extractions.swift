import ContentCoding
import Foundation
import GRDB

/// What was extracted from the pictures of posts, last.
public struct Extraction: Codable, Hashable, Sendable {
  /// What is extracted.
  public var name: String
  /// The extractor: its name, and everything that decides what it gives.
  public var extractor: ExtractorIdentity
  /// The columns of posts that hold it.
  public var columns: [String]
  /// How many posts have them.
  public var posts: Int
  /// How long it took.
  public var seconds: Double
  /// Codeframe's version.
  public var version: String
  /// When it ended, in UTC.
  public var madeAt: Date

  /// An extraction.
  public init(
    name: String, extractor: ExtractorIdentity, columns: [String], posts: Int, seconds: Double,
    version: String,
    madeAt: Date
  ) {
    self.name = name
    self.extractor = extractor
    self.columns = columns
    self.posts = posts
    self.seconds = seconds
    self.version = version
    self.madeAt = madeAt
  }
}

extension Study {
  /// Sets columns of posts, in one transaction: by post id, then the column's name; nil removes a column.
  ///
  /// Other columns stay, and ids that no post has are left out. It is no import, so it is not undone.
  public func setColumns(_ columns: [String: [String: String?]]) throws {
    try write { database in
      let find = try database.cachedStatement(sql: "SELECT columns FROM posts WHERE id = ?")
      let update = try database.cachedStatement(sql: "UPDATE posts SET columns = ?2 WHERE id = ?1")
      for (id, cells) in columns where !cells.isEmpty {
        guard let text = try String.fetchOne(find, arguments: [id]) else { continue }
        guard var known = JSONText.strings(text) else {
          throw StorageError.unreadable(path: path, what: "the columns of post \(id)")
        }
        for (name, cell) in cells { known[name] = cell }
        try update.execute(arguments: [id, try JSONText.text(of: known)])
      }
    }
  }

  /// Records an extraction in the place of the one before of its name.
  public func record(_ extraction: Extraction) throws {
    try write { database in
      try database.execute(
        sql: """
          INSERT OR REPLACE INTO extractions
            (extraction, extractor, fingerprint, columns, posts, seconds, version, made_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          extraction.name, extraction.extractor.name, extraction.extractor.fingerprint.hex,
          JSONText.text(of: extraction.columns), extraction.posts, extraction.seconds, extraction.version,
          StoredTime.clamped(extraction.madeAt),
        ])
    }
  }

  /// The extractions, by name.
  public func extractions() throws -> [Extraction] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT extraction, extractor, fingerprint, columns, posts, seconds, version, made_at FROM extractions
          ORDER BY extraction
          """
      ).map { row in
        guard let columns = try? JSONText.value([String].self, of: try row.value(3)) else {
          throw StorageError.unreadable(path: path, what: "the columns of an extraction")
        }
        return Extraction(
          name: try row.value(0),
          extractor: ExtractorIdentity(
            name: try row.value(1), fingerprint: Fingerprint(stored: try row.value(2))), columns: columns,
          posts: try row.value(4), seconds: try row.value(5), version: try row.value(6),
          madeAt: StoredTime.date(of: try row.value(7)) ?? .distantPast)
      }
    }
  }
}
