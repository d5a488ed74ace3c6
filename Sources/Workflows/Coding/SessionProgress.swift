import ContentCoding
import Synchronization

/// Turns media or texts that were looked at into posts on the progress line.
final class SessionProgress: Sendable {
  private struct Page {
    var posts = 0
    /// Media to be looked at, or texts.
    var items = 0
    var seen = 0
    var shown = 0
  }

  /// How many posts there are to code.
  let total: Int
  private let looksAtMedia: Bool
  private let line: ProgressMeter
  private let page = Mutex(Page())

  /// Progress towards `total` posts.
  ///
  /// - Parameters:
  ///   - total: how many posts there are to code.
  ///   - looksAtMedia: whether what is counted are the posts' media; else it is a text a post.
  ///   - listener: whoever follows.
  init(total: Int, looksAtMedia: Bool, for listener: any WorkflowListener) {
    self.total = total
    self.looksAtMedia = looksAtMedia
    line = ProgressMeter(total: total, noun: total == 1 ? "post" : "posts", for: listener)
  }

  /// A page of posts begins.
  func begin(page posts: [Post]) {
    let items = looksAtMedia ? posts.reduce(0) { $0 + $1.media.count } : posts.count
    page.withLock { $0 = Page(posts: posts.count, items: items) }
  }

  /// So many more media or texts of the page were looked at.
  func look(at items: Int) {
    let step = page.withLock { page -> Int in
      page.seen += items
      let reached = page.items == 0 ? 0 : min(page.posts, page.posts * page.seen / page.items)
      defer { page.shown = max(page.shown, reached) }
      return max(0, reached - page.shown)
    }
    if step > 0 { line.advance(by: step) }
  }

  /// The page's posts are stored.
  func endPage() {
    let rest = page.withLock { page -> Int in
      defer { page.shown = page.posts }
      return page.posts - page.shown
    }
    line.advance(by: rest)
  }

  /// Wipes the line.
  func clear() {
    line.clear()
  }
}
