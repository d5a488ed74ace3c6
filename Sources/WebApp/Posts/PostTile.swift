import ContentCoding
import Pages

/// A post among others: its first picture, its id and the beginning of its text.
struct PostTile {
  private let post: Post
  private let visit: Visit
  private let canBeChosen: Bool
  private let note: String?

  /// A tile.
  ///
  /// - Parameters:
  ///   - post: The post.
  ///   - visit: Who looks.
  ///   - canBeChosen: Whether it has a box to tick.
  ///   - note: What is said of it; nil for nothing.
  init(_ post: Post, _ visit: Visit, canBeChosen: Bool = false, note: String? = nil) {
    self.post = post
    self.visit = visit
    self.canBeChosen = canBeChosen
    self.note = note
  }

  func write(to page: inout Markup) {
    let isSensitive = visit.open.configuration.codebook.isSensitive
    page.element("li", ["class": "post"]) { page in
      if canBeChosen {
        page.element("label", ["class": "choosing"]) { page in
          page.void(
            "input",
            [
              "type": "checkbox", "name": "post", "value": post.id,
              "aria-label": "\(visit.words.explore.choose): \(post.id)", "autocomplete": "off",
            ])
        }
      }
      page.element("a", ["href": Address("/post", ["id": post.id]).description]) { page in
        page.element("span", ["class": isSensitive ? "picture veiled" : "picture"]) { page in
          if post.media.isEmpty {
            page.element("span", ["class": "placeholder"], text: visit.words.noPicture)
          } else {
            page.void(
              "img",
              [
                "src": Pictures.address(of: post.id, at: 0, width: 320), "alt": "", "loading": "lazy",
                "srcset": "\(Pictures.address(of: post.id, at: 0, width: 640)) 2x",
              ])
          }
        }
        page.element("span", ["class": "post-id"]) { $0.name(post.id) }
        if let note { page.element("span", ["class": "post-id"], text: " · \(note)") }
      }
      if !post.text.isEmpty {
        page.element("p", ["class": "caption clamp", "dir": "auto"], text: String(post.text.prefix(300)))
      }
    }
  }
}
