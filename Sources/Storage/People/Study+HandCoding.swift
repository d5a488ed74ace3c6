import ContentCoding
import Foundation
import GRDB

/// What a person says of one post.
public struct HandCoding: Hashable, Sendable {
  /// The answers, by variable.
  public let answers: [String: Answer]
  /// What the person remarks beside them.
  public let remark: Remark
  /// Changes with every save; a save names the version that it saw.
  public let version: String
}

/// A comment on a post and whether it is to be looked at again, beside a person's codings.
public struct Remark: Hashable, Sendable {
  /// The comment; empty where there is none.
  public var comment: String
  /// Whether the post is to be looked at again.
  public var isFlagged: Bool

  /// A remark; none without arguments.
  public init(comment: String = "", isFlagged: Bool = false) {
    self.comment = comment
    self.isFlagged = isFlagged
  }
}

/// What came of a save.
public enum HandSave: Hashable, Sendable {
  /// It is on the disk; this is how the post stands now.
  case saved(HandCoding)
  /// Nothing was stored, for the post was saved since by another tab or person; this is how it stands.
  case outdated(HandCoding)
}

extension Study {
  /// What `coder` says of `post`; nil where the study has no such post.
  public func handCoding(of post: String, by coder: String) throws -> HandCoding? {
    try read { database in
      guard let number = try postNumber(post, database) else { return nil }
      return try handCoding(of: number, id: post, by: coder, database)
    }
  }

  /// Stores what a person says of a post, unless it was saved since they saw it.
  ///
  /// What is replaced or taken back goes to the history; answers that are as they were are left alone. All is on the disk when
  /// this returns.
  ///
  /// - Parameters:
  ///   - answers: The answers by variable; nil takes one back. Other variables stay.
  ///   - remark: What is remarked beside them; nil leaves it as it is.
  ///   - post: The post's id.
  ///   - coder: Who answers.
  ///   - version: The version that the person saw.
  ///   - codebook: The codebook's fingerprint.
  ///   - date: When the answers were given.
  /// - Returns: what came of it; nil where the study has no such post.
  /// - Throws: ``StorageError``; nothing is stored then.
  public func save(
    _ answers: [String: Answer?], _ remark: Remark? = nil, of post: String, by coder: CoderIdentity,
    seen version: String, codebook: Fingerprint, at date: Date
  ) throws -> HandSave? {
    try writeDurably { database in
      guard let number = try postNumber(post, database) else { return nil }
      let now = try handCoding(of: number, id: post, by: coder.name, database)
      guard now.version == version else { return .outdated(now) }
      let id = try Coders.id(of: coder, configuration: nil, database)
      let origin = try Coders.origin(
        of: coder, id: id, run: nil, configuration: nil, codebook: codebook, database)
      let time = StoredTime.clamped(date)
      let writer = try CodingWriter(
        database, coder: id, origin: origin, keepsEverySave: true, time: time)
      for (variable, answer) in answers.sorted(by: { $0.key < $1.key }) {
        guard let answer else {
          try takeBack(variable, of: number, by: id, at: time, database)
          continue
        }
        if now.answers[variable] != answer {
          try writer.save(Coding(postID: post, variable: variable, answer: answer))
        }
      }
      if let remark, remark != now.remark {
        try database.execute(
          sql: """
            INSERT INTO remarks (post, coder, comment, is_flagged, saves, written_at) VALUES (?, ?, ?, ?, 1, ?)
            ON CONFLICT (post, coder) DO UPDATE SET comment = excluded.comment,
              is_flagged = excluded.is_flagged, saves = saves + 1, written_at = excluded.written_at
            """, arguments: [number, coder.name, remark.comment, remark.isFlagged, time])
      }
      return .saved(try handCoding(of: number, id: post, by: coder.name, database))
    }
  }

  /// What people remark on a post, by name; those who remark nothing are left out.
  public func remarks(on post: String) throws -> [(coder: String, remark: Remark)] {
    try read { database in
      try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT coder, comment, is_flagged FROM remarks
            WHERE post = (SELECT post FROM posts WHERE id = ?) AND (comment <> '' OR is_flagged) ORDER BY coder
            """), arguments: [post]
      ).map { (try $0.value(0), Remark(comment: try $0.value(1), isFlagged: try $0.value(2))) }
    }
  }

  func postNumber(_ id: String, _ database: Database) throws -> Int64? {
    try Int64.fetchOne(
      database.cachedStatement(
        sql: "SELECT post FROM posts WHERE id = ?"), arguments: [id])
  }

  private func takeBack(
    _ variable: String, of post: Int64, by coder: Int64, at time: String, _ database: Database
  ) throws {
    let fields = CodingFields.list
    let arguments: StatementArguments = [post, variable, coder, time]
    try database.execute(
      sql: """
        INSERT INTO coding_history (post, variable, coder, origin, coded_at, \(fields), replaced_at)
        SELECT post, variable, coder, origin, coded_at, \(fields), ?4 FROM codings
        WHERE post = ?1 AND variable = ?2 AND coder = ?3
        """, arguments: arguments)
    try database.execute(
      sql: "DELETE FROM codings WHERE post = ? AND variable = ? AND coder = ?",
      arguments: [post, variable, coder])
  }

  func handCoding(
    of post: Int64, id: String, by coder: String, _ database: Database
  ) throws -> HandCoding {
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT \(CodingRows.columns(of: "codings")) FROM codings
          WHERE post = ? AND coder = (SELECT coder FROM coders WHERE name = ?)
          """), arguments: [post, coder])
    let reader = CodingRows(database, path: path)
    var answers: [String: Answer] = [:]
    while let row = try rows.next() {
      let coding = try reader.record(row, post: id, at: 0).coding
      answers[coding.variable] = coding.answer
    }
    let last =
      try Int64.fetchOne(
        database.cachedStatement(
          sql: """
            SELECT max(history) FROM coding_history
            WHERE post = ? AND coder = (SELECT coder FROM coders WHERE name = ?)
            """), arguments: [post, coder]) ?? 0
    let remarks = try Row.fetchOne(
      database.cachedStatement(
        sql: "SELECT comment, is_flagged, saves FROM remarks WHERE post = ? AND coder = ?"),
      arguments: [post, coder])
    let saves: Int = try remarks?.value(2) ?? 0
    // A new answer adds to the first number, a replaced one or one that was taken back to the second.
    return HandCoding(
      answers: answers,
      remark: Remark(
        comment: try remarks?.value(0) ?? "", isFlagged: try remarks?.value(1) ?? false),
      version: "\(answers.count).\(last).\(saves)")
  }
}
