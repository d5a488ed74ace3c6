import ContentCoding
import Foundation
import GRDB

/// Numbers of posts that another program made: embeddings, labels with their scores.
public struct FeatureSet: Codable, Hashable, Sendable {
  /// The name; unique in the study.
  public var name: String
  /// What each number is called; empty where they have no names.
  public var columns: [String]
  /// How many numbers a post has.
  public var dimension: Int
  /// Covers all numbers and the posts that they are of.
  public var fingerprint: Fingerprint
  /// The file that they came from.
  public var source: String
  /// When they came, in UTC.
  public var importedAt: Date

  /// A set.
  public init(
    name: String, columns: [String], dimension: Int, fingerprint: Fingerprint, source: String,
    importedAt: Date
  ) {
    self.name = name
    self.columns = columns
    self.dimension = dimension
    self.fingerprint = fingerprint
    self.source = source
    self.importedAt = importedAt
  }
}

extension Study {
  /// Stores a set in the place of one of the same name, in one transaction: all of it, or nothing where `rows` throws.
  ///
  /// - Parameters:
  ///   - set: The set.
  ///   - rows: Is given what takes a post's id and its numbers; ids that no post has are left out.
  /// - Throws: What `rows` throws.
  public func saveFeatures(
    _ set: FeatureSet, _ rows: ((_ post: String, _ vector: [Float]) throws -> Void) throws -> Void
  ) throws {
    try write { database in
      try database.execute(sql: "DELETE FROM feature_sets WHERE name = ?", arguments: [set.name])
      try database.execute(
        sql: """
          INSERT INTO feature_sets (name, columns, dimension, fingerprint, source, imported_at) VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          set.name, JSONText.text(of: set.columns), set.dimension, set.fingerprint.hex, set.source,
          StoredTime.clamped(set.importedAt),
        ])
      let number = database.lastInsertedRowID
      let insert = try database.cachedStatement(
        sql:
          "INSERT INTO feature_rows (feature_set, post, vector) SELECT ?1, post, ?3 FROM posts WHERE id = ?2")
      try rows { post, vector in
        try insert.execute(arguments: [number, post, VectorPrecision.float32.data(of: vector)])
      }
    }
  }

  /// Removes the set called `name`.
  ///
  /// - Returns: whether there was one.
  @discardableResult
  public func removeFeatures(_ name: String) throws -> Bool {
    try write { database in
      try database.execute(sql: "DELETE FROM feature_sets WHERE name = ?", arguments: [name])
      return database.changesCount > 0
    }
  }

  /// The sets, by name, each with how many posts it has.
  public func featureSets() throws -> [(set: FeatureSet, posts: Int)] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT name, columns, dimension, fingerprint, source, imported_at,
            (SELECT count(*) FROM feature_rows WHERE feature_rows.feature_set = feature_sets.feature_set)
          FROM feature_sets ORDER BY name
          """
      ).map { row in
        guard let columns = try? JSONText.value([String].self, of: try row.value(1)) else {
          throw StorageError.unreadable(path: path, what: "the columns of imported features")
        }
        return (
          FeatureSet(
            name: try row.value(0), columns: columns, dimension: try row.value(2),
            fingerprint: Fingerprint(stored: try row.value(3)), source: try row.value(4),
            importedAt: StoredTime.date(of: try row.value(5)) ?? .distantPast), try row.value(6)
        )
      }
    }
  }

  /// The numbers of some posts, by id; posts without are left out.
  public func features(ofSet name: String, posts ids: [String]) throws -> [String: [Float]] {
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT posts.id, feature_rows.vector FROM json_each(?2) AS wanted
          CROSS JOIN posts ON posts.id = wanted.value
          CROSS JOIN feature_rows ON feature_rows.post = posts.post
            AND feature_rows.feature_set = (SELECT feature_set FROM feature_sets WHERE name = ?1)
          """, arguments: [name, try JSONText.text(of: ids)])
      var found: [String: [Float]] = [:]
      while let row = try rows.next() {
        let id: String = try row.value(0)
        let bytes: Data = try row.value(1)
        guard let vector = bytes.withUnsafeBytes(VectorPrecision.float32.vector) else {
          throw StorageError.unreadable(path: path, what: "the imported features of post \(id)")
        }
        found[id] = vector
      }
      return found
    }
  }
}
