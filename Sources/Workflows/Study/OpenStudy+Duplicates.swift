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
    let column = try configuration.coders.lazy.compactMap(\.groupBy).first.map(groupColumn)
    let duplicates = try duplicateKeys()
    let names = posts.map { post in
      column.flatMap { $0.value(of: post) } ?? post.partOf ?? post.id
    }
    var sets = DisjointSets(count: posts.count)
    var first: [String: Int] = [:]
    for (place, post) in posts.enumerated() {
      for key in ["name \(names[place])"] + [duplicates[post.id]].compactMap(\.self) {
        if let other = first[key] { sets.unite(other, place) } else { first[key] = place }
      }
    }
    let groups = posts.indices.map { (posts[$0].id, names[sets.representative(of: $0)]) }
    guard groups.contains(where: { $0.0 != $0.1 }) else { return nil }
    return Dictionary(groups, uniquingKeysWith: { first, _ in first })
  }
}
