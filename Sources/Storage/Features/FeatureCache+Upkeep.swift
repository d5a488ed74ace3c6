import ContentCoding
import GRDB

/// What the cache holds of one extractor.
public struct CacheStatistics: Hashable, Sendable {
  /// The extractor.
  public let extractor: ExtractorIdentity
  /// Features, those that are missing for good among them.
  public let count: Int
  /// Bytes of the vectors.
  public let bytes: Int
}

extension FeatureCache {
  /// Removes every feature of the media with these SHA-256, of videos those of their frames.
  public func remove(sha256s: [String]) throws {
    guard !sha256s.isEmpty else { return }
    try write { database in
      try database.execute(sql: "PRAGMA secure_delete = ON")
      let statement = try database.cachedStatement(
        sql:
          "DELETE FROM features WHERE sha256 = ?1 OR (sha256 > ?1 || '#' AND sha256 < ?1 || '$')")
      for sha256 in sha256s { try statement.execute(arguments: [sha256]) }
    }
    emptyLog()
  }

  /// Counts and sizes by extractor, by name.
  public func statistics() throws -> [CacheStatistics] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT name, fingerprint, count(features.feature), coalesce(sum(length(vector)), 0)
          FROM extractors LEFT JOIN features ON features.extractor = extractors.extractor
          GROUP BY extractors.extractor ORDER BY name, fingerprint
          """
      ).map { row in
        CacheStatistics(
          extractor: ExtractorIdentity(
            name: try row.value(0), fingerprint: Fingerprint(stored: try row.value(1))),
          count: try row.value(2),
          bytes: try row.value(3))
      }
    }
  }
}
