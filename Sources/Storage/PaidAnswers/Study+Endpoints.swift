import Foundation
import GRDB

/// A batch of requests that was handed in, as it is kept.
public struct BatchRecord: Hashable, Sendable {
  /// The address that it was handed to.
  public var endpoint: String
  /// The endpoint's name for it.
  public var id: String
  /// The coder that asks.
  public var coder: String
  /// Whether all that it will ever hold was taken.
  public var isTaken: Bool
  /// When it was handed in, in UTC.
  public var submittedAt: Date
  /// All that is known of it, in its own encoding.
  public var description: Data

  /// A batch.
  public init(
    endpoint: String, id: String, coder: String, isTaken: Bool, submittedAt: Date, description: Data
  ) {
    self.endpoint = endpoint
    self.id = id
    self.coder = coder
    self.isTaken = isTaken
    self.submittedAt = submittedAt
    self.description = description
  }
}

extension Study {
  /// What was found out about an endpoint and model, in its own encoding; nil where nothing was.
  public func capabilities(of endpoint: String, model: String) throws -> Data? {
    try read { database in
      try String.fetchOne(
        database, sql: "SELECT capabilities FROM endpoints WHERE endpoint = ? AND model = ?",
        arguments: [endpoint, model]
      ).map { Data($0.utf8) }
    }
  }

  /// Keeps what was found out about an endpoint and model.
  public func keepCapabilities(_ data: Data, of endpoint: String, model: String, at date: Date) throws {
    try write { database in
      try database.execute(
        sql:
          "INSERT OR REPLACE INTO endpoints (endpoint, model, capabilities, found_at) VALUES (?, ?, ?, ?)",
        arguments: [endpoint, model, String(decoding: data, as: UTF8.self), StoredTime.clamped(date)])
    }
  }

  /// The batches of `coder` that are not taken yet, oldest first.
  public func openBatches(of coder: String) throws -> [BatchRecord] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT endpoint, batch, coder, is_taken, submitted_at, description FROM batches
          WHERE coder = ? AND NOT is_taken ORDER BY submitted_at, batch
          """, arguments: [coder]
      ).map { row in
        BatchRecord(
          endpoint: try row.value(0), id: try row.value(1), coder: try row.value(2),
          isTaken: try row.value(3),
          submittedAt: StoredTime.date(of: try row.value(4)) ?? .distantPast,
          description: Data((try row.value(5) as String).utf8))
      }
    }
  }

  /// Keeps a batch in the place of what was known of it; it is on the disk when this returns.
  public func keep(_ batch: BatchRecord) throws {
    try writeDurably { database in
      try database.execute(
        sql: """
          INSERT OR REPLACE INTO batches (endpoint, batch, coder, is_taken, submitted_at, description)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          batch.endpoint, batch.id, batch.coder, batch.isTaken, StoredTime.clamped(batch.submittedAt),
          String(decoding: batch.description, as: UTF8.self),
        ])
    }
  }
}
