import ContentCoding
import Storage

/// A seeded random draw of posts that grows: `--limit 20` draws the posts of `--limit 10` and ten more.
enum PostDraw {
  /// The ids of `count` posts of `selection`, drawn with the study's seed.
  static func draw(_ count: Int, from selection: PostSelection, in open: OpenStudy) throws -> [String] {
    var drawn: [(key: String, id: String)] = []
    let seed = open.configuration.seed
    try open.study.forEachPage(in: selection) { posts in
      for post in posts {
        drawn.append((Fingerprint(ofBytes: Array("draw \(seed) \(post.id)".utf8)).hex, post.id))
      }
      if drawn.count > 2 * count + 10_000 { drawn = smallest(count, of: drawn) }
    }
    return smallest(count, of: drawn).map(\.id)
  }

  private static func smallest(_ count: Int, of drawn: [(key: String, id: String)]) -> [(
    key: String, id: String
  )] {
    Array(drawn.sorted { $0.key < $1.key }.prefix(count))
  }
}
