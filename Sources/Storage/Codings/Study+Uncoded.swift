import ContentCoding
import Foundation
import GRDB

/// Which codings a run makes again.
public enum RetryChoice: Hashable, Sendable {
  /// None.
  case none
  /// Those with a transient reason: the network, a vanished file.
  case transient
  /// All that failed.
  case all
  /// Every coding that was made before this time, whatever it says.
  case olderThan(Date)

  fileprivate var isLeftOut: String {
    switch self {
    case .none: "FALSE"
    case .all: "codings.status = 'failed'"
    case .olderThan(let date): "codings.coded_at < '\(StoredTime.clamped(date))'"
    case .transient:
      "codings.status = 'failed' AND coalesce(codings.reason_code, '') IN ("
        + Reason.Code.allCases.filter(\.isTransient).map { "'\($0.rawValue)'" }.joined(separator: ", ") + ")"
    }
  }
}

extension Study {
  /// The next posts that `coder` has yet to code under `configuration`, in the order of their import.
  ///
  /// A post is among them when any of `variables` has no coding under this configuration, or one that failed and is to be
  /// tried again. Going on after the page's end, each post is met once, however often it fails.
  public func uncodedPosts(
    coder: String, configuration: Fingerprint?, variables: [String], retry: RetryChoice = .transient,
    in selection: PostSelection = .all, after cursor: PostCursor? = nil, limit: Int
  ) throws -> PostPage {
    guard !variables.isEmpty else { return PostPage(posts: [], end: nil) }
    let clause = selection.clause
    return try read { database in
      let open = try uncoded(coder, configuration, variables, retry, database)
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT \(PostRows.columns) FROM \(clause.from)
          WHERE \(clause.condition) AND \(clause.key) > ? AND \(open.condition)
          ORDER BY \(clause.key) LIMIT ?
          """,
        arguments: clause.arguments + [cursor?.post ?? 0] + open.arguments + [max(0, limit)])
      return try PostRows(database, joining: joinedCodings).page(rows)
    }
  }

  /// How many posts ``uncodedPosts(coder:configuration:variables:retry:in:after:limit:)`` would give in all.
  public func uncodedCount(
    coder: String, configuration: Fingerprint?, variables: [String], retry: RetryChoice = .transient,
    in selection: PostSelection = .all
  ) throws -> Int {
    guard !variables.isEmpty else { return 0 }
    let clause = selection.clause
    return try read { database in
      let open = try uncoded(coder, configuration, variables, retry, database)
      return try Int.fetchOne(
        database,
        sql: "SELECT count(*) FROM \(clause.from) WHERE \(clause.condition) AND \(open.condition)",
        arguments: clause.arguments + open.arguments) ?? 0
    }
  }

  private func uncoded(
    _ coder: String, _ configuration: Fingerprint?, _ variables: [String], _ retry: RetryChoice,
    _ database: Database
  ) throws -> (condition: String, arguments: StatementArguments) {
    let id = try Coders.id(coder, database)
    let origins = try Int64.fetchAll(
      database, sql: "SELECT origin FROM origins WHERE coder = ? AND configuration IS ?",
      arguments: [id, configuration?.hex])
    guard let id, !origins.isEmpty else { return ("TRUE", []) }
    let names = Set(variables).sorted()
    let condition = """
      (SELECT count(*) FROM codings
        WHERE codings.post = posts.post AND codings.coder = \(id)
          AND codings.variable IN (\(names.map { _ in "?" }.joined(separator: ", ")))
          AND codings.origin IN (\(origins.map(String.init).joined(separator: ", ")))
          AND NOT (\(retry.isLeftOut))) < \(names.count)
      """
    return (condition, StatementArguments(names))
  }
}
