import ContentCoding
import Foundation
import Pages
import Workflows

/// Posts that are like something, the nearest first, each with how near it is.
struct NearestTiles {
  private let tiles: [(post: Post, cosine: Double)]
  private let visit: Visit
  private let canBeChosen: Bool

  /// The posts of `matches`; those that are gone since are left out.
  init(_ matches: [SimilarSearch.Match], _ visit: Visit, canBeChosen: Bool = false) throws {
    let posts = try visit.open.study.posts(withIDs: matches.map(\.post))
    let byID = Dictionary(posts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    tiles = matches.compactMap { match in byID[match.post].map { ($0, match.cosine) } }
    self.visit = visit
    self.canBeChosen = canBeChosen
  }

  var isEmpty: Bool { tiles.isEmpty }

  func write(to page: inout Markup) {
    page.element("ul", ["class": "gallery"]) { page in
      for (post, cosine) in tiles {
        let note = String(format: visit.words.explore.alike, Figures.decimal(cosine, places: 3))
        PostTile(post, visit, canBeChosen: canBeChosen, note: note).write(to: &page)
      }
    }
  }
}
