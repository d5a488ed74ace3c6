import ContentCoding
import GRDB

/// A coder of the study and what it has coded under its newest configuration.
public struct CoderSummary: Hashable, Sendable {
  /// Name and kind.
  public let identity: CoderIdentity
  /// Its newest configuration; nil for people and imported tables.
  public let configuration: Fingerprint?
  /// The number of current codings by variable and status.
  public var counts: [String: [Answer.Status: Int]]
}

extension Study {
  /// Makes `configuration` the coder's newest: its codings under any other are no longer current.
  ///
  /// They stay stored, and ``codings(run:)`` reads them.
  public func setCurrentConfiguration(_ configuration: Fingerprint?, of coder: CoderIdentity) throws {
    try write { database in
      try database.execute(
        sql: """
          INSERT INTO coders (name, kind, configuration) VALUES (?, ?, ?)
          ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, configuration = excluded.configuration
          """, arguments: [coder.name, coder.kind.rawValue, configuration?.hex])
    }
  }

  /// Name and kind of all coders that the study has met, by name; takes no longer where there are more codings.
  public func coderIdentities() throws -> [CoderIdentity] {
    try read { database in
      try Row.fetchAll(database.cachedStatement(sql: "SELECT name, kind FROM coders")).map { row in
        guard let kind = CoderKind(rawValue: try row.value(1)) else {
          throw StorageError.unreadable(path: path, what: "the kind of a coder")
        }
        return CoderIdentity(name: try row.value(0), kind: kind)
      }.sorted { $0.name < $1.name }
    }
  }

  /// All coders that the study has met, by name, and what they have coded; reads through every coding.
  public func coders() throws -> [CoderSummary] {
    try read { database in
      var summaries: [Int64: CoderSummary] = [:]
      let coders = try Row.fetchCursor(database, sql: "SELECT coder, name, kind, configuration FROM coders")
      while let row = try coders.next() {
        let configuration: String? = try row.value(3)
        guard let kind = CoderKind(rawValue: try row.value(2)) else {
          throw StorageError.unreadable(path: path, what: "the kind of a coder")
        }
        summaries[try row.value(0)] = CoderSummary(
          identity: CoderIdentity(name: try row.value(1), kind: kind),
          configuration: configuration.map(Fingerprint.init(stored:)), counts: [:])
      }
      let counts = try Row.fetchCursor(
        database,
        sql: """
          SELECT counted.coder, counted.variable, counted.status, sum(counted.codings) FROM (
            SELECT coder, variable, origin, status, count(*) AS codings
            FROM codings GROUP BY coder, variable, origin, status
          ) AS counted
          JOIN coders ON coders.coder = counted.coder
          JOIN origins ON origins.origin = counted.origin
          WHERE origins.configuration IS coders.configuration
          GROUP BY counted.coder, counted.variable, counted.status
          """)
      while let row = try counts.next() {
        guard let status = Answer.Status(rawValue: try row.value(2)) else { continue }
        summaries[try row.value(0)]?.counts[try row.value(1), default: [:]][status] = try row.value(3)
      }
      return summaries.values.sorted { $0.identity.name < $1.identity.name }
    }
  }
}
