import ContentCoding
import Foundation
import GRDB

extension Study {
  /// Marks `groups` in the place of those that were marked before; ids that no post has are left out.
  ///
  /// - Precondition: no post stands in two groups.
  public func saveDuplicates(_ groups: [DuplicateGroup], at date: Date) throws {
    try write { database in
      try database.execute(sql: "DELETE FROM duplicate_groups")
      let statement = try database.cachedStatement(
        sql: """
          INSERT INTO duplicate_posts (post, duplicate_group, is_kept)
          SELECT post, ?2, ?3 FROM posts WHERE id = ?1
          """)
      for group in groups {
        try database.execute(
          sql: "INSERT INTO duplicate_groups (kind, marked_at) VALUES (?, ?)",
          arguments: [group.kind.rawValue, StoredTime.clamped(date)])
        let number = database.lastInsertedRowID
        for post in group.posts { try statement.execute(arguments: [post, number, post == group.kept]) }
      }
    }
  }

  /// The marked groups, in the order in which they were marked; those of which one post is left are none.
  public func duplicates() throws -> [DuplicateGroup] {
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT duplicate_group, kind, posts.id, is_kept FROM duplicate_posts
          JOIN duplicate_groups USING (duplicate_group) JOIN posts ON posts.post = duplicate_posts.post
          ORDER BY duplicate_group, posts.id
          """)
      var groups: [DuplicateGroup] = []
      var number: Int64?
      while let row = try rows.next() {
        guard let kind = DuplicateGroup.Kind(rawValue: try row.value(1)) else {
          throw StorageError.unreadable(path: path, what: "the kind of a group of duplicates")
        }
        let id: String = try row.value(2)
        if try row.value(0) != number {
          groups.append(DuplicateGroup(kind: kind, posts: [], kept: id))
          number = try row.value(0)
        }
        groups[groups.count - 1].posts.append(id)
        if try row.value(3) { groups[groups.count - 1].kept = id }
      }
      return groups.filter { $0.posts.count > 1 }
    }
  }
}
