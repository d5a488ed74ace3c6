import ContentCoding
import Storage

extension OpenStudy {
  /// What ties each post that is marked as a duplicate to the others of its group, by id.
  func duplicateKeys() throws -> [String: String] {
    var keys: [String: String] = [:]
    for group in try study.duplicates() {
      for post in group.posts { keys[post] = "duplicates of \(group.kept)" }
    }
    return keys
  }

  /// What keeps posts together when they are resampled: marked duplicates, the post that a picture is part of, and
  /// `group-by` columns.
  ///
  /// - Returns: the group of each post by id; nil where every post is its own group.
  func resamplingGroups(of posts: [Post]) throws -> [String: String]? {
    let column = try groupColumn()
    return try resamplingGroups(posts.map { ($0.id, Self.groupName(of: $0, by: column)) })
  }

  /// The same of the posts with these ids, which are read a page at a time.
  func resamplingGroups(ofIDs ids: [String]) throws -> [String: String]? {
    let column = try groupColumn()
    let wanted = Set(ids)
    var names: [(String, String)] = []
    try study.forEachPage { posts in
      try Task.checkCancellation()
      for post in posts where wanted.contains(post.id) {
        names.append((post.id, Self.groupName(of: post, by: column)))
      }
    }
    return try resamplingGroups(names)
  }

  private func groupColumn() throws -> GroupColumn? {
    try configuration.coders.lazy.compactMap(\.groupBy).first.map(groupColumn)
  }

  private static func groupName(of post: Post, by column: GroupColumn?) -> String {
    column.flatMap { $0.value(of: post) } ?? post.partOf ?? post.id
  }

  private func resamplingGroups(_ posts: [(id: String, name: String)]) throws -> [String: String]? {
    let duplicates = try duplicateKeys()
    var sets = DisjointSets(count: posts.count)
    var first: [String: Int] = [:]
    for (place, post) in posts.enumerated() {
      for key in ["name \(post.name)"] + [duplicates[post.id]].compactMap(\.self) {
        if let other = first[key] { sets.unite(other, place) } else { first[key] = place }
      }
    }
    let groups = posts.indices.map { (posts[$0].id, posts[sets.representative(of: $0)].name) }
    guard groups.contains(where: { $0.0 != $0.1 }) else { return nil }
    return Dictionary(groups, uniquingKeysWith: { first, _ in first })
  }
}
