import ContentCoding
import Storage

/// A seeded random draw of posts that grows: `--limit 20` draws the posts of `--limit 10` and ten more.
enum PostDraw {
  /// The ids of `count` posts of `selection`, drawn with the study's seed.
  static func draw(_ count: Int, from selection: PostSelection, in open: OpenStudy) throws -> [String] {
    var drawn: [(key: UInt64, id: String)] = []
    let order = DrawOrder(seed: open.configuration.seed, purpose: "draw")
    try open.study.forEachPage(in: selection) { posts in
      drawn += posts.map { (order.key(of: $0.id), $0.id) }
      if drawn.count > 2 * count + 10_000 { drawn = smallest(count, of: drawn) }
    }
    return smallest(count, of: drawn).map(\.id)
  }

  private static func smallest(
    _ count: Int, of drawn: [(key: UInt64, id: String)]
  ) -> [(key: UInt64, id: String)] {
    Array(drawn.sorted { ($0.key, $0.id) < ($1.key, $1.id) }.prefix(count))
  }
}
