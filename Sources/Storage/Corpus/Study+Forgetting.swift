import ContentCoding
import Foundation
import GRDB

/// What was forgotten.
public struct Forgotten: Hashable, Sendable {
  /// Posts removed, with their texts, codings, history, folds, split parts and sample places.
  public var posts = 0
  /// Their ids.
  public var ids: [String] = []
  /// Codings removed, without their history.
  public var codings = 0
  /// Paths of the media files that no remaining post has; the files themselves are the caller's to delete.
  public var paths: [String] = []
  /// SHA-256 of media that no remaining post has; they are pending removals until the cache is without them.
  public var sha256s: [String] = []
}

extension Study {
  /// Removes the post with this id, and the posts that are parts of it, and sees that no import brings it back.
  ///
  /// The tombstone is laid even where the study has no such post. `learners` are coders that may have learned from posts
  /// without a fold in the study, beside those that have coded as engagement coders: their heads go too. `texts` are the
  /// SHA-256 under which the cache may hold features of the posts' texts.
  public func forget(
    post id: String, learners: [String] = [], texts: [String] = [], at date: Date
  ) throws -> Forgotten {
    try forget(.post, id, learners: learners, texts: texts, at: date)
  }

  /// Removes every post of `author`, and sees that no import brings one back; the rest as for a post.
  public func forget(
    author: String, learners: [String] = [], texts: [String] = [], at date: Date
  ) throws -> Forgotten {
    try forget(.author, author, learners: learners, texts: texts, at: date)
  }

  /// What forgetting would remove; nothing is.
  public func forgettable(post id: String?, author: String?) throws -> Forgotten {
    try read { database in
      let posts =
        try id.map { try Self.posts(.post, $0, in: database) }
        ?? Self.posts(.author, author ?? "", in: database)
      var found = Forgotten(posts: posts.count, ids: posts.map(\.id))
      for post in posts {
        found.paths += try String.fetchAll(
          database, sql: "SELECT path FROM media WHERE post = ?", arguments: [post.number])
        found.codings +=
          try Int.fetchOne(
            database, sql: "SELECT count(*) FROM codings WHERE post = ?", arguments: [post.number]) ?? 0
      }
      return found
    }
  }

  /// SHA-256 of what was forgotten and may still be in the cache, after a forgetting that did not end.
  public func pendingRemovals() throws -> [String] {
    try read { try String.fetchAll($0, sql: "SELECT sha256 FROM pending_removals ORDER BY sha256") }
  }

  /// Notes that the cache is without these.
  public func removed(sha256s: [String]) throws {
    guard !sha256s.isEmpty else { return }
    try writeDurably { database in
      for sha256 in sha256s {
        try database.execute(sql: "DELETE FROM pending_removals WHERE sha256 = ?", arguments: [sha256])
      }
    }
    emptyLog()
  }

  /// Which of these media were forgotten, so that nothing of them may be stored.
  public func forgotten(sha256s: some Sequence<String>) throws -> Set<String> {
    try read { database in try Tombstones.forgotten(sha256s: sha256s, database) }
  }

  /// The posts meant by a name in any Unicode form, with their parts.
  private static func posts(
    _ kind: Tombstones.Kind, _ name: String, in database: Database
  ) throws -> [(number: Int64, id: String)] {
    let condition =
      kind == .post
      ? "id = ?1 OR part_of = ?1" : "author = ?1 OR part_of IN (SELECT id FROM posts WHERE author = ?1)"
    var found: [Int64: String] = [:]
    for form in Set(
      [name, name.precomposed, name.decomposedStringWithCanonicalMapping].map { Array($0.utf8) })
    {
      let rows = try Row.fetchAll(
        database, sql: "SELECT post, id FROM posts WHERE \(condition)",
        arguments: [String(decoding: form, as: UTF8.self)])
      for row in rows { found[try row.value(0)] = try row.value(1) }
    }
    return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private func forget(
    _ kind: Tombstones.Kind, _ name: String, learners: [String], texts: [String], at date: Date
  ) throws -> Forgotten {
    let forgotten = try writeDurably { database in
      let posts = try Self.posts(kind, name, in: database)
      let time = StoredTime.clamped(date)
      let tombstones = try Tombstones(database)
      try tombstones.add(kind, name.precomposed, at: time, to: database)
      for post in posts { try tombstones.add(.post, post.id, at: time, to: database) }
      if kind == .author { try ImportJournal.forget(author: name.precomposed, database) }
      if !posts.isEmpty { try removeWhatCountsTaught(learners, from: database) }
      let forgotten = try remove(posts, from: database)
      if !posts.isEmpty { try TextIndex.drop(database) }
      for sha256 in forgotten.sha256s + texts {
        try tombstones.add(.media, sha256, at: time, to: database)
        try database.execute(
          sql: "INSERT OR IGNORE INTO pending_removals (sha256) VALUES (?)", arguments: [sha256])
      }
      return forgotten
    }
    emptyLog()
    return forgotten
  }

  private func remove(_ posts: [(number: Int64, id: String)], from database: Database) throws -> Forgotten {
    var forgotten = Forgotten(posts: posts.count, ids: posts.map(\.id))
    var paths: [String] = []
    var sha256s: [String] = []
    let numbers = posts.map(\.number)
    for post in numbers {
      let rows = try Row.fetchCursor(
        database, sql: "SELECT path, sha256 FROM media WHERE post = ?", arguments: [post])
      while let row = try rows.next() {
        paths.append(try row.value(0))
        if let sha256: String = try row.value(1) { sha256s.append(sha256) }
      }
      forgotten.codings +=
        try Int.fetchOne(
          database, sql: "SELECT count(*) FROM codings WHERE post = ?", arguments: [post]) ?? 0
    }
    try removeHeads(thatMayKnow: numbers, from: database)
    try removeClusterings(thatHold: numbers, from: database)
    for post in numbers { try removePaidAnswers(about: post, from: database) }
    for post in numbers { try database.execute(sql: "DELETE FROM posts WHERE post = ?", arguments: [post]) }
    forgotten.paths = try unused(paths, column: "path", in: database)
    forgotten.sha256s = try unused(sha256s, column: "sha256", in: database)
    return forgotten
  }

  /// The centre of a cluster of one post is that post's embedding: in a clustering, and in the head of a cluster coder.
  private func removeClusterings(thatHold posts: [Int64], from database: Database) throws {
    for post in posts {
      try database.execute(
        sql:
          "DELETE FROM clusterings WHERE clustering IN (SELECT clustering FROM cluster_posts WHERE post = ?)",
        arguments: [post])
    }
    guard !posts.isEmpty else { return }
    try database.execute(
      sql: "DELETE FROM heads WHERE coder IN (SELECT name FROM coders WHERE kind = ?)",
      arguments: [CoderKind.cluster.rawValue])
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
