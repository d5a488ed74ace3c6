import ContentCoding
import Foundation
import GRDB

extension FeatureCache: FeatureStore {
  private static let hashKind = "hash"
  private static let noteKind = "note"
  private static let missingKind = "missing"

  /// The stored features of the media with these SHA-256, keyed by it; those never stored are left out.
  public func features(sha256s: [String], extractor: ExtractorIdentity) throws -> [String: Feature] {
    try read { database in
      let id = try Int64.fetchOne(
        database, sql: "SELECT extractor FROM extractors WHERE fingerprint = ?",
        arguments: [extractor.fingerprint.hex])
      guard let id else { return [:] }
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT kind, vector, hash, reason_code, reason, sha256 FROM features
          WHERE extractor = ? AND sha256 IN (SELECT value FROM json_each(?))
          """, arguments: [id, try JSONText.text(of: sha256s)])
      var found: [String: Feature] = [:]
      found.reserveCapacity(sha256s.count)
      while let row = try rows.next() { found[try row.value(5)] = try feature(row) }
      return found
    }
  }

  /// Stores `features`, keyed by SHA-256, in one transaction, in the place of any before.
  ///
  /// A missing feature is stored only where its reason is permanent: a file that vanished may come back.
  public func store(_ features: [String: Feature], extractor: ExtractorIdentity) throws {
    guard !features.isEmpty else { return }
    try write { database in
      try database.execute(
        sql: "INSERT INTO extractors (name, fingerprint) VALUES (?, ?) ON CONFLICT (fingerprint) DO NOTHING",
        arguments: [extractor.name, extractor.fingerprint.hex])
      let statement = try database.cachedStatement(
        sql: """
          INSERT INTO features (extractor, sha256, kind, vector, hash, reason_code, reason)
          VALUES ((SELECT extractor FROM extractors WHERE fingerprint = ?), ?, ?, ?, ?, ?, ?)
          ON CONFLICT (extractor, sha256) DO UPDATE SET kind = excluded.kind, vector = excluded.vector,
            hash = excluded.hash, reason_code = excluded.reason_code, reason = excluded.reason
          """)
      // Whoever forgets lays the tombstone before the cache is cleared, and this transaction holds the cache: either the
      // tombstone is seen here, or what is stored here is cleared after.
      let storable = try storable(Array(features.keys))
      for (sha256, feature) in features where storable.contains(sha256) {
        guard let fields = fields(feature) else { continue }
        try statement.execute(arguments: StatementArguments([extractor.fingerprint.hex, sha256] + fields))
      }
    }
  }

  private func fields(_ feature: Feature) -> [(any DatabaseValueConvertible)?]? {
    switch feature {
    case .vector(let vector):
      if let data = precision.data(of: vector) { return [precision.rawValue, data, nil, nil, nil] }
      return [VectorPrecision.float32.rawValue, VectorPrecision.float32.data(of: vector), nil, nil, nil]
    case .hash(let hash): return [Self.hashKind, nil, Int64(bitPattern: hash), nil, nil]
    case .note(let text): return [Self.noteKind, Data(text.utf8), nil, nil, nil]
    case .missing(let reason):
      return reason.code.isTransient
        ? nil : [Self.missingKind, nil, nil, reason.code.rawValue, reason.message]
    }
  }

  /// The feature of a row; nil where a later program wrote it, so that it is extracted again.
  private func feature(_ row: Row) throws -> Feature? {
    let kind: String = try row.value(0)
    if let precision = VectorPrecision(rawValue: kind) {
      return try row.withUnsafeData(atIndex: 1) { data in
        data?.withUnsafeBytes { precision.vector(of: $0) }
      }.map(Feature.vector)
    }
    if kind == Self.hashKind { return (try row.value(2) as Int64?).map { .hash(UInt64(bitPattern: $0)) } }
    if kind == Self.noteKind {
      return (try row.value(1) as Data?).map { .note(String(decoding: $0, as: UTF8.self)) }
    }
    guard kind == Self.missingKind else { return nil }
    return try (row.value(3) as String?).flatMap(Reason.Code.init).map {
      .missing(Reason($0, try row.value(4) ?? ""))
    }
  }
}
