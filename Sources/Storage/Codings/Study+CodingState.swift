import ContentCoding
import GRDB

/// What tells one state of a coder's current codings from another.
public struct CodingState: Codable, Hashable, Sendable {
  /// The coder's newest configuration; nil for people and imported tables.
  public let configuration: Fingerprint?
  /// The runs that the codings are from, sorted; none for people and imported tables.
  public let runs: [String]
  /// How many codings there are.
  public let count: Int
  /// When the last one was stored, in UTC; nil where there is none.
  public let newest: String?
}

extension Study {
  /// The state of the current codings of `coder`; nil where the study has not met it.
  ///
  /// It changes when the coder codes more, codes anew, or is imported again, and also when posts that it coded are forgotten.
  public func codingState(of coder: String) throws -> CodingState? {
    try read { database in
      guard
        let row = try Row.fetchOne(
          database, sql: "SELECT coder, configuration FROM coders WHERE name = ?", arguments: [coder])
      else { return nil }
      let id: Int64 = try row.value(0)
      let configuration: String? = try row.value(1)
      let groups = try Row.fetchAll(
        database,
        sql: """
          SELECT origins.run, count(*), max(codings.coded_at) FROM codings
          JOIN origins ON origins.origin = codings.origin
          WHERE codings.coder = ? AND origins.configuration IS ?
          GROUP BY origins.run ORDER BY origins.run
          """, arguments: [id, configuration])
      return CodingState(
        configuration: configuration.map(Fingerprint.init(stored:)),
        runs: groups.compactMap { $0[0] as String? },
        count: groups.reduce(0) { $0 + ($1[1] as Int) },
        newest: groups.compactMap { $0[2] as String? }.max())
    }
  }
}
