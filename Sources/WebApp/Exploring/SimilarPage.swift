import ContentCoding
import Foundation
import Pages
import Workflows

/// The posts that are most like a post, or that words describe.
struct SimilarPage: AppRoutes {
  private static let count = 48

  func add(to router: AppRouter) {
    router.slowPage("/similar") { visit in
      guard visit.wantsFile else { return .page(try await Self.page(visit)) }
      let found = try await Self.nearest(visit)
      return try .table(
        ["post_id", "cosine"], found.map { [$0.post, Figures.decimal($0.cosine, places: 6)] },
        name: "similar.csv")
    }
  }

  private static func page(_ visit: Visit) async throws -> Page {
    let (words, explore) = (visit.words, visit.words.explore)
    let found = try await nearest(visit)
    let nearest = try NearestTiles(found, visit, canBeChosen: true)
    return Page(explore.similar, part: .posts, isWide: true, scripts: ["posts.js"]) { page in
      page.element("h1") { page in
        page.text("\(explore.similar) ")
        if let post = visit["post"] {
          page.element("a", ["href": Address("/post", ["id": post]).description]) { $0.name(post) }
        }
      }
      page.element("form", ["method": "get", "action": "/similar", "class": "row filter", "role": "search"]) {
        page in
        page.field("words", explore.searchWords, visit["words"], type: "search")
        page.element("button", ["type": "submit", "class": "button"], text: words.find)
        if !found.isEmpty { page.downloadButton(visit) }
      }
      if visit["post"] == nil, visit["words"] == nil {
        return
      }
      SelectionForm(visit, isEmpty: found.isEmpty).write(to: &page) { nearest.write(to: &$0) }
    }
  }

  private static func nearest(_ visit: Visit) async throws -> [SimilarSearch.Match] {
    let (question, query, kind): (EncoderQuestion, String, SimilarSearch.Subject)
    if let post = visit["post"] {
      (question, query, kind) = (EncoderQuestion(uses: try parts(of: post, visit)), post, .post)
    } else if let text = visit["words"] {
      (question, query, kind) = (EncoderQuestion(), text, .text)
    } else {
      return []
    }
    let search = try SimilarSearch(open: visit.open, question: question, provider: .cpu)
    return try await search.nearest(count, to: query, as: kind).matches
  }

  /// What of a post is compared: its pictures, or its text where it has none.
  private static func parts(of id: String, _ visit: Visit) throws -> [PostPart] {
    guard let post = try visit.open.study.post(id) else {
      throw UserError(visit.words.noSuchPage)
    }
    return post.media.isEmpty ? [.caption] : [.image]
  }
}
