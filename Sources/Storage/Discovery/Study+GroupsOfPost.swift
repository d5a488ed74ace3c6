import ContentCoding
import GRDB

extension Study {
  /// The marked duplicates that `post` belongs to; nil where it is none.
  public func duplicates(of post: String) throws -> DuplicateGroup? {
    try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT kind, others.id, is_kept FROM duplicate_posts JOIN duplicate_groups USING (duplicate_group)
          JOIN posts AS others ON others.post = duplicate_posts.post
          WHERE duplicate_group = (
            SELECT duplicate_group FROM duplicate_posts WHERE post = (SELECT post FROM posts WHERE id = ?))
          ORDER BY others.id
          """, arguments: [post])
      let ids: [String] = try rows.map { try $0.value(1) }
      guard ids.count > 1, let kind = DuplicateGroup.Kind(rawValue: try rows[0].value(0)) else { return nil }
      let kept = try rows.firstIndex { try $0.value(2) } ?? 0
      return DuplicateGroup(kind: kind, posts: ids, kept: ids[kept])
    }
  }

  /// In which cluster of each clustering `post` lies, by the clustering's name; nil where it lies in none.
  public func clusters(of post: String) throws -> [(clustering: String, cluster: Int?)] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT clustering, cluster FROM cluster_posts WHERE post = (SELECT post FROM posts WHERE id = ?)
          ORDER BY clustering
          """, arguments: [post]
      ).map { (try $0.value(0), try $0.value(1)) }
    }
  }
}
