import ContentCoding
import Foundation
import GRDB

/// A coder's trained head as it is kept.
public struct StoredHead: Codable, Hashable, Sendable {
  /// The coder's name.
  public var coder: String
  /// The configuration that it was trained under.
  public var configuration: Fingerprint
  /// The head itself, in its own encoding.
  public var data: Data
  /// When it was trained, in UTC.
  public var trainedAt: Date
  /// The fingerprint of the gold codings that it learned from.
  public var gold: Fingerprint
  /// What the training found, as JSON, for people.
  public var summary: String

  /// A head.
  public init(
    coder: String, configuration: Fingerprint, data: Data, trainedAt: Date, gold: Fingerprint, summary: String
  ) {
    self.coder = coder
    self.configuration = configuration
    self.data = data
    self.trainedAt = trainedAt
    self.gold = gold
    self.summary = summary
  }
}

extension Study {
  /// A mark of what has been forgotten so far, for ``saveHead(_:since:)``.
  public func forgettingMark() throws -> Int {
    try read { database in
      try Int.fetchOne(database, sql: "SELECT count(*) FROM tombstones WHERE kind <> 'media'") ?? 0
    }
  }

  /// Stores `head` in the place of the coder's one under the same configuration.
  ///
  /// - Parameters:
  ///   - head: what was learned.
  ///   - mark: that of before the training read its posts; nil where it read none.
  /// - Throws: ``StorageError/forgottenMeanwhile(coder:)`` where something was forgotten since: the head may hold it.
  public func saveHead(_ head: StoredHead, since mark: Int? = nil) throws {
    try write { database in
      try refuseForgotten(since: mark, by: head.coder, database)
      try database.execute(
        sql: """
          INSERT OR REPLACE INTO heads (coder, configuration, data, trained_at, gold, summary)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          head.coder, head.configuration.hex, head.data, StoredTime.clamped(head.trainedAt), head.gold.hex,
          head.summary,
        ])
    }
  }

  func refuseForgotten(since mark: Int?, by coder: String, _ database: Database) throws {
    let now = try Int.fetchOne(database, sql: "SELECT count(*) FROM tombstones WHERE kind <> 'media'")
    if let mark, mark != now { throw StorageError.forgottenMeanwhile(coder: coder) }
  }

  /// The head of `coder`: under `configuration`, or the one trained last where that is nil.
  public func head(of coder: String, configuration: Fingerprint? = nil) throws -> StoredHead? {
    try read { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT configuration, data, trained_at, gold, summary FROM heads
          WHERE coder = ?1 AND (?2 IS NULL OR configuration = ?2) ORDER BY trained_at DESC LIMIT 1
          """, arguments: [coder, configuration?.hex]
      ).map { row in
        StoredHead(
          coder: coder, configuration: Fingerprint(stored: try row.value(0)), data: try row.value(1),
          trainedAt: StoredTime.date(of: try row.value(2)) ?? .distantPast,
          gold: Fingerprint(stored: try row.value(3)),
          summary: try row.value(4))
      }
    }
  }
}
