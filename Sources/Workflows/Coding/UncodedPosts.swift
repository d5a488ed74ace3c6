import ContentCoding
import Storage

/// The posts that a coder has yet to code.
struct UncodedPosts: Sendable {
  let open: OpenStudy
  let coder: String
  let configuration: Fingerprint
  let variables: [String]
  let retry: RetryChoice
  var selection: PostSelection

  /// How many they are.
  func count() throws -> Int {
    try open.study.uncodedCount(
      coder: coder, configuration: configuration, variables: variables, retry: retry, in: selection)
  }

  /// How many they would be if all that failed were tried again.
  func countWithFailed() throws -> Int {
    try open.study.uncodedCount(
      coder: coder, configuration: configuration, variables: variables, retry: .all, in: selection)
  }

  /// The first so many of them.
  func first(_ count: Int) throws -> [Post] {
    try page(after: nil, limit: count).posts
  }

  /// All of them, page by page.
  func forEachPage(of size: Int, _ body: ([Post]) async throws -> Void) async throws {
    var cursor: PostCursor?
    repeat {
      try Task.checkCancellation()
      let page = try page(after: cursor, limit: size)
      if page.posts.isEmpty { return }
      try await body(page.posts)
      cursor = page.end
    } while cursor != nil
  }

  private func page(after cursor: PostCursor?, limit: Int) throws -> (posts: [Post], end: PostCursor?) {
    let page = try open.study.uncodedPosts(
      coder: coder, configuration: configuration, variables: variables, retry: retry, in: selection,
      after: cursor, limit: limit)
    return (page.posts, page.end)
  }
}
