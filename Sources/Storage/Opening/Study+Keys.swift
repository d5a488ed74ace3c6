import Foundation
import GRDB

extension Study {
  /// The key under which this study replaces ids and authors: 32 random bytes, made once by the system's generator.
  public func pseudonymKey() throws -> Data {
    try write(StudyKeys.pseudonymKey)
  }
}

enum StudyKeys {
  static func pseudonymKey(_ database: Database) throws -> Data {
    let stored = "SELECT key FROM study_keys WHERE name = 'pseudonyms'"
    if let key = try Data.fetchOne(database, sql: stored) { return key }
    var generator = SystemRandomNumberGenerator()
    let key = Data((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    try database.execute(
      sql: "INSERT INTO study_keys (name, key) VALUES ('pseudonyms', ?)", arguments: [key])
    return key
  }
}
