import ContentCoding
import GRDB

/// The small integers that stand for coders and origins in `codings`.
enum Coders {
  static func id(_ name: String, _ database: Database) throws -> Int64? {
    try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT coder FROM coders WHERE name = ?"), arguments: [name])
  }

  /// The coder's number; a coder that is new gets one, with `configuration` as its newest.
  static func id(of coder: CoderIdentity, configuration: Fingerprint?, _ database: Database) throws -> Int64 {
    if let known = try id(coder.name, database) { return known }
    try database.execute(
      sql: "INSERT INTO coders (name, kind, configuration) VALUES (?, ?, ?)",
      arguments: [coder.name, coder.kind.rawValue, configuration?.hex])
    return database.lastInsertedRowID
  }

  static func origin(
    of coder: CoderIdentity, id: Int64, run: String?, configuration: Fingerprint?, codebook: Fingerprint,
    _ database: Database
  ) throws -> Int64 {
    let arguments: StatementArguments = [id, coder.kind.rawValue, run, configuration?.hex, codebook.hex]
    let known = try Int64.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT origin FROM origins
          WHERE coder = ?1 AND coder_kind = ?2 AND run IS ?3 AND configuration IS ?4 AND codebook = ?5
          """), arguments: arguments)
    if let known { return known }
    try database.execute(
      sql: "INSERT INTO origins (coder, coder_kind, run, configuration, codebook) VALUES (?, ?, ?, ?, ?)",
      arguments: arguments)
    return database.lastInsertedRowID
  }
}
