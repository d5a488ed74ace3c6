import ContentCoding
import Foundation
import GRDB

/// A version of the codebook that the study has used.
public struct RecordedCodebook: Hashable, Sendable {
  /// The codebook.
  public let codebook: Codebook
  /// Its fingerprint.
  public let fingerprint: Fingerprint
  /// When it was first used, in UTC.
  public let firstUsedAt: Date
}

extension Study {
  /// Keeps the full text of `codebook` under its fingerprint; recording it again changes nothing.
  @discardableResult
  public func record(_ codebook: Codebook, at date: Date) throws -> Fingerprint {
    let fingerprint = codebook.fingerprint
    let text = try JSONText.text(of: codebook)
    try write { database in
      try database.execute(
        sql: "INSERT OR IGNORE INTO codebooks (fingerprint, text, first_used_at) VALUES (?, ?, ?)",
        arguments: [fingerprint.hex, text, StoredTime.clamped(date)])
    }
    return fingerprint
  }

  /// The codebook with this fingerprint; nil where the study never used it.
  public func codebook(_ fingerprint: Fingerprint) throws -> Codebook? {
    try codebooks(where: "fingerprint = ?", [fingerprint.hex]).first?.codebook
  }

  /// All versions that the study has used, the first used first.
  public func codebooks() throws -> [RecordedCodebook] {
    try codebooks(where: "TRUE", [])
  }

  private func codebooks(where condition: String, _ arguments: StatementArguments) throws
    -> [RecordedCodebook]
  {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT fingerprint, text, first_used_at FROM codebooks WHERE \(condition) ORDER BY first_used_at, rowid
          """, arguments: arguments
      ).map { row in
        let hex: String = try row.value(0)
        guard let codebook = try? JSONText.value(Codebook.self, of: try row.value(1)) else {
          throw StorageError.unreadable(path: path, what: "the codebook \(hex.prefix(12))")
        }
        return RecordedCodebook(
          codebook: codebook, fingerprint: Fingerprint(stored: hex),
          firstUsedAt: StoredTime.date(of: try row.value(2)) ?? .distantPast)
      }
    }
  }
}
