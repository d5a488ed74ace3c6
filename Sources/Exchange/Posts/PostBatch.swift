/// Posts that are handed on together.
struct PostBatch {
  private var posts: [ImportedPost] = []
  private let size: Int

  /// Hands on so many posts at a time.
  init(size: Int) { self.size = max(1, size) }

  /// Adds a post; hands all on where there are enough.
  mutating func add(_ post: ImportedPost, take: ([ImportedPost]) throws -> Void) throws {
    posts.append(post)
    if posts.count >= size { try handOn(take) }
  }

  /// Hands on what is left.
  mutating func finish(_ take: ([ImportedPost]) throws -> Void) throws {
    if !posts.isEmpty { try handOn(take) }
  }

  /// Forgets what was not handed on, once something is wrong.
  mutating func drop() { posts.removeAll() }

  private mutating func handOn(_ take: ([ImportedPost]) throws -> Void) throws {
    try take(posts)
    posts.removeAll(keepingCapacity: true)
  }
}
