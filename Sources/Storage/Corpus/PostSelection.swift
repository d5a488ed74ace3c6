import ContentCoding
import GRDB

/// Which posts are meant.
public enum PostSelection: Hashable, Sendable {
  /// Every post of the study.
  case all
  /// The posts of a stored sample.
  case sample(String)
  /// One part of a stored split, for instance `test`.
  case split(String, part: String)
  /// The posts with these ids; ids that no post has are passed over.
  case ids([String])

  /// The tables to select from, `posts` always among them, and the conditions.
  var clause: (from: String, condition: String, key: String, arguments: StatementArguments) {
    switch self {
    case .all:
      ("posts", "TRUE", "posts.post", [])
    case .sample(let name):
      (
        "sample_posts AS chosen CROSS JOIN posts ON posts.post = chosen.post", "chosen.sample = ?",
        "chosen.post", [name]
      )
    case .split(let name, let part):
      (
        "splits AS chosen CROSS JOIN posts ON posts.post = chosen.post",
        "chosen.split = ? AND chosen.part = ?",
        "chosen.post", [name, part]
      )
    case .ids(let ids):
      (
        "posts", "posts.id IN (SELECT value FROM json_each(?))", "posts.post",
        [(try? JSONText.text(of: ids)) ?? "[]"]
      )
    }
  }
}

/// Where a page of posts ended; the next page begins after it.
public struct PostCursor: Codable, Hashable, Comparable, Sendable {
  let post: Int64

  /// The order in which posts were imported.
  public static func < (first: PostCursor, second: PostCursor) -> Bool {
    first.post < second.post
  }
}

/// Some posts in the order of their import, and where to go on.
public struct PostPage: Sendable {
  /// The posts.
  public let posts: [Post]
  /// The end of this page; nil where it is empty and nothing follows.
  public let end: PostCursor?
}
