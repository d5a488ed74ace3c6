import ContentCoding
import Synchronization

/// Turns media that were looked at into posts on the progress line.
final class SessionProgress: Sendable {
  private struct Page {
    var posts = 0
    var media = 0
    var seen = 0
    var shown = 0
  }

  /// How many posts there are to code.
  let total: Int
  private let line: ProgressLine
  private let page = Mutex(Page())

  /// Progress towards `total` posts.
  init(total: Int) {
    self.total = total
    line = ProgressLine(total: total, noun: total == 1 ? "post" : "posts")
  }

  /// A page of posts begins.
  func begin(page posts: [Post]) {
    page.withLock { $0 = Page(posts: posts.count, media: posts.reduce(0) { $0 + $1.media.count }) }
  }

  /// So many more media of the page were looked at.
  func look(at media: Int) {
    let step = page.withLock { page -> Int in
      page.seen += media
      let reached = page.media == 0 ? 0 : min(page.posts, page.posts * page.seen / page.media)
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
