import ContentCoding
import Foundation
import GRDB

extension Study {
  /// The answer that was paid for `key`; nil where there is none.
  public func paidAnswer(for key: PaidAnswerKey) throws -> PaidAnswerRecord? {
    try read { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT reply, cost_usd, is_counted, answered_at FROM paid_answers
          WHERE endpoint = ? AND request = ? AND repetition = ?
          """, arguments: [key.endpoint, key.request.hex, key.repetition]
      ).map { row in
        PaidAnswerRecord(
          reply: Data((try row.value(0) as String).utf8), cost: try row.value(1), isCounted: try row.value(2),
          answeredAt: StoredTime.date(of: try row.value(3)) ?? .distantPast)
      }
    }
  }

  /// Keeps an answer in the place of an older one; it is on the disk when this returns.
  ///
  /// - Parameters:
  ///   - answer: the answer.
  ///   - key: what it is found by.
  ///   - postID: the post that was asked about, with which it is forgotten; nil where it is about none.
  /// - Throws: `StorageError`.
  public func keep(_ answer: PaidAnswerRecord, for key: PaidAnswerKey, about postID: String?) throws {
    try writeDurably { database in
      try database.execute(
        sql: """
          INSERT OR REPLACE INTO paid_answers (endpoint, request, repetition, reply, cost_usd, is_counted, answered_at)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          key.endpoint, key.request.hex, key.repetition, String(decoding: answer.reply, as: UTF8.self),
          answer.cost, answer.isCounted, StoredTime.clamped(answer.answeredAt),
        ])
      if let postID { try Self.note([key], about: postID, in: database) }
    }
  }

  /// Notes that requests are about posts before their answers come, as in a batch.
  public func noteAsked(_ requests: [(key: PaidAnswerKey, postID: String)]) throws {
    try writeDurably { database in
      for (key, postID) in requests { try Self.note([key], about: postID, in: database) }
    }
  }

  /// Whether a request is noted as one about some post.
  public func wasAsked(_ key: PaidAnswerKey) throws -> Bool {
    try read { database in
      try Bool.fetchOne(
        database,
        sql:
          "SELECT EXISTS (SELECT 1 FROM asked_posts WHERE endpoint = ? AND request = ? AND repetition = ?)",
        arguments: [key.endpoint, key.request.hex, key.repetition]) ?? false
    }
  }

  /// US dollars that a run has spent, as they are stored: what its codings cost, and what was paid and is in no coding yet.
  ///
  /// - Parameters:
  ///   - id: the run.
  ///   - endpoint: whose answers it pays.
  /// - Returns: the sum; answers of an unknown price count nothing.
  /// - Throws: `StorageError`.
  public func spent(byRun id: String, at endpoint: String) throws -> Double {
    try read { database in
      let coded = try Double.fetchOne(
        database,
        sql: """
          SELECT sum(cost) FROM (
            SELECT cost_usd AS cost FROM codings JOIN origins USING (origin) WHERE origins.run = ?1
            UNION ALL
            SELECT cost_usd FROM coding_history JOIN origins USING (origin) WHERE origins.run = ?1)
          """, arguments: [id])
      let waiting = try Double.fetchOne(
        database, sql: "SELECT sum(cost_usd) FROM paid_answers WHERE NOT is_counted AND endpoint = ?",
        arguments: [endpoint])
      return (coded ?? 0) + (waiting ?? 0)
    }
  }

  /// Notes that stored codings carry the cost of what was answered about these posts.
  public func countPaidAnswers(about postIDs: some Sequence<String>) throws {
    try write { database in
      for id in Set(postIDs) {
        try database.execute(
          sql: """
            UPDATE paid_answers SET is_counted = 1 WHERE NOT is_counted AND (endpoint, request, repetition) IN (
              SELECT endpoint, request, repetition FROM asked_posts JOIN posts USING (post) WHERE posts.id = ?)
            """, arguments: [id])
      }
    }
  }

  private static func note(_ keys: [PaidAnswerKey], about postID: String, in database: Database) throws {
    for key in keys {
      try database.execute(
        sql: """
          INSERT OR IGNORE INTO asked_posts (endpoint, request, repetition, post)
          SELECT ?, ?, ?, post FROM posts WHERE id = ?
          """, arguments: [key.endpoint, key.request.hex, key.repetition, postID])
    }
  }

  /// Removes the answers that are about this post and no other.
  func removePaidAnswers(about post: Int64, from database: Database) throws {
    try database.execute(
      sql: """
        DELETE FROM paid_answers WHERE (endpoint, request, repetition) IN (
          SELECT endpoint, request, repetition FROM asked_posts AS own WHERE own.post = ?1 AND NOT EXISTS (
            SELECT 1 FROM asked_posts AS other WHERE other.post <> ?1 AND other.endpoint = own.endpoint
              AND other.request = own.request AND other.repetition = own.repetition))
        """, arguments: [post])
  }
}
