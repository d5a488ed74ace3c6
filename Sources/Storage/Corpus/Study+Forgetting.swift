import ContentCoding
import Foundation
import GRDB

/// What was forgotten.
public struct Forgotten: Hashable, Sendable {
  /// Posts removed, with their texts, codings, history, folds, split parts and sample places.
  public var posts = 0
  /// Paths of the media files that no remaining post has; the files themselves are the caller's to delete.
  public var paths: [String] = []
  /// SHA-256 of media that no remaining post has: pass them to ``FeatureCache/remove(sha256s:)``.
  public var sha256s: [String] = []
}

extension Study {
  /// Removes the post with this id, and the posts that are parts of it, and sees that no import brings it back.
  ///
  /// The tombstone is laid even where the study has no such post. `learners` are coders that may have learned from posts
  /// without a fold in the study, beside those that have coded as engagement coders: their heads go too.
  public func forget(post id: String, learners: [String] = [], at date: Date) throws -> Forgotten {
    try forget(.post, id, where: "id = ?1 OR part_of = ?1", learners: learners, at: date)
  }

  /// Removes every post of `author`, and sees that no import brings one back; `learners` as for a post.
  public func forget(author: String, learners: [String] = [], at date: Date) throws -> Forgotten {
    try forget(
      .author, author,
      where: "author = ?1 OR part_of IN (SELECT id FROM posts WHERE author = ?1)", learners: learners,
      at: date)
  }

  private func forget(
    _ kind: Tombstones.Kind, _ name: String, where condition: String, learners: [String], at date: Date
  ) throws -> Forgotten {
    let forgotten = try writeDurably { database in
      let ids = try String.fetchAll(
        database, sql: "SELECT id FROM posts WHERE \(condition)", arguments: [name])
      let posts = try Int64.fetchAll(
        database, sql: "SELECT post FROM posts WHERE \(condition)", arguments: [name])
      let time = Timestamp.clamped(date)
      let tombstones = try Tombstones(database)
      try tombstones.add(kind, name, at: time, to: database)
      for id in ids { try tombstones.add(.post, id, at: time, to: database) }
      if !posts.isEmpty { try removeWhatCountsTaught(learners, from: database) }
      return try remove(posts, from: database)
    }
    emptyLog()
    return forgotten
  }

  private func remove(_ posts: [Int64], from database: Database) throws -> Forgotten {
    var paths: [String] = []
    var sha256s: [String] = []
    for post in posts {
      let rows = try Row.fetchCursor(
        database, sql: "SELECT path, sha256 FROM media WHERE post = ?", arguments: [post])
      while let row = try rows.next() {
        paths.append(row[0])
        if let sha256: String = row[1] { sha256s.append(sha256) }
      }
    }
    try removeHeads(thatMayKnow: posts, from: database)
    for post in posts { try removePaidAnswers(about: post, from: database) }
    for post in posts { try database.execute(sql: "DELETE FROM posts WHERE post = ?", arguments: [post]) }
    return Forgotten(
      posts: posts.count, paths: try unused(paths, column: "path", in: database),
      sha256s: try unused(sha256s, column: "sha256", in: database))
  }

  /// A head learned from posts that have a fold: it names them, and a nearest-neighbour head keeps their embeddings.
  private func removeHeads(thatMayKnow posts: [Int64], from database: Database) throws {
    for post in posts {
      let isGold = try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM folds WHERE post = ?)", arguments: [post])
      if isGold ?? false {
        try database.execute(sql: "DELETE FROM heads")
        return
      }
    }
  }

  /// An engagement coder learns from counts, of posts that need no fold here: it names them and their accounts, keeps their
  /// embeddings, and its codings name the nearest of them.
  private func removeWhatCountsTaught(_ learners: [String], from database: Database) throws {
    let engagement = CoderKind.engagement.rawValue
    try database.execute(
      sql: "DELETE FROM heads WHERE coder IN (SELECT name FROM coders WHERE kind = ?)",
      arguments: [engagement])
    for learner in learners {
      try database.execute(sql: "DELETE FROM heads WHERE coder = ?", arguments: [learner])
    }
    for table in ["codings", "coding_history"] {
      try database.execute(
        sql: """
          UPDATE \(table) SET details = json_remove(details, '$.nearest')
          WHERE instr(details, '"nearest"') > 0 AND coder IN (SELECT coder FROM coders WHERE kind = ?)
          """, arguments: [engagement])
    }
  }

  private func unused(_ values: [String], column: String, in database: Database) throws -> [String] {
    try Set(values).sorted().filter { value in
      try Bool.fetchOne(
        database, sql: "SELECT NOT EXISTS (SELECT 1 FROM media WHERE \(column) = ?)", arguments: [value])
        ?? false
    }
  }
}
