import ContentCoding
import GRDB

extension Study: MediaStore {
  /// How many media records the posts of `selection` have; a file that two posts share counts twice.
  public func mediaCount(in selection: PostSelection = .all) throws -> Int {
    let clause = selection.clause
    let from = selection == .all ? "media" : "\(clause.from) CROSS JOIN media ON media.post = posts.post"
    return try read { database in
      try Int.fetchOne(
        database, sql: "SELECT count(*) FROM \(from) WHERE \(clause.condition)", arguments: clause.arguments)
        ?? 0
    }
  }

  /// Whether a medium stands at a path for which `holds` is true; false where there are no media.
  public func hasMedia(where holds: (String) -> Bool) throws -> Bool {
    try read { database in
      let rows = try Row.fetchCursor(database, sql: "SELECT path FROM media")
      while let row = try rows.next() { if holds(try row.value(0)) { return true } }
      return false
    }
  }

  /// Records the SHA-256 and stamp of each of `media` at every record with its path, in one transaction.
  public func record(_ media: [Media]) throws {
    guard !media.isEmpty else { return }
    try write { database in
      let statement = try database.cachedStatement(
        sql: "UPDATE media SET sha256 = ?1, size = ?2, modified = ?3 WHERE path = ?4")
      let forgotten = try Tombstones.forgotten(sha256s: media.compactMap(\.sha256), database)
      for item in media {
        try statement.execute(arguments: [item.sha256, item.stamp?.size, item.stamp?.modified, item.path])
        // Another post has the same picture: what is made of it may be kept again.
        if let sha256 = item.sha256, forgotten.contains(sha256), database.changesCount > 0 {
          try Tombstones(database).remove(.media, sha256, from: database)
        }
      }
    }
  }

  /// Every media record with its post's id, in the order of posts and of the pictures in each.
  public func forEachMedia(
    in selection: PostSelection = .all,
    _ body: (_ post: String, _ position: Int, _ media: Media) throws -> Void
  ) throws {
    let clause = selection.clause
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT media.path, media.sha256, media.size, media.modified, posts.id, media.position
          FROM \(clause.from) CROSS JOIN media ON media.post = posts.post
          WHERE \(clause.condition) ORDER BY \(clause.key), media.position
          """, arguments: clause.arguments)
      while let row = try rows.next() { try body(try row.value(4), try row.value(5), try Media(row)) }
    }
  }
}
