import ContentCoding
import GRDB

extension Study {
  /// What a person should know of the study, such as names that were found in two spellings; sorted.
  public func notices() throws -> [String] {
    try read { try String.fetchAll($0, sql: "SELECT notice FROM notices ORDER BY notice") }
  }

  /// Posts of which some current coding failed for a file that is missing or cannot be read.
  public func unreadablePosts() throws -> Int {
    try read { database in
      try Int.fetchOne(
        database,
        sql: """
          SELECT count(DISTINCT codings.post) FROM codings
          JOIN coders ON coders.coder = codings.coder
          JOIN origins ON origins.origin = codings.origin
          WHERE origins.configuration IS coders.configuration AND codings.reason_code IN (?, ?, ?)
          """,
        arguments: [
          Reason.Code.unreadable.rawValue, Reason.Code.missingFile.rawValue, Reason.Code.fileAccess.rawValue,
        ]) ?? 0
    }
  }
}
