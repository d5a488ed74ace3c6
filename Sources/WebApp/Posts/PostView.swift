import ContentCoding
import Exchange
import Foundation
import Pages
import Workflows

/// A post as people see it: its pictures, which can be made larger and turned, its text, and what else is known of it.
struct PostView {
  let post: Post
  let visit: Visit
  let isSensitive: Bool

  /// How wide pictures are fetched at first, in pixels.
  static let width = 1280
  private static let columnLimit = 40

  func write(to page: inout Markup) {
    let words = visit.words
    page.element("article", ["class": "post-view"]) { page in
      if post.media.isEmpty {
        page.element("p", ["class": "empty"], text: words.noPicture)
      } else {
        for place in post.media.indices { picture(at: place, to: &page) }
      }
      page.element("p", ["class": post.text.isEmpty ? "muted" : "caption", "dir": "auto"]) { page in
        page.text(post.text.isEmpty ? words.noCaption : post.text)
      }
    }
  }

  private func picture(at place: Int, to page: inout Markup) {
    let words = visit.words
    let number = post.media.count > 1 ? " \(place + 1)" : ""
    page.element("figure", ["class": "stage", "data-picture": ""]) { page in
      if isSensitive {
        page.element("label", ["class": "veil"]) { page in
          page.element("span") { page in
            page.void("input", ["type": "checkbox", "aria-label": "\(words.sensitive): \(words.show)"])
            page.text("\(words.sensitive): \(words.show)")
          }
          image(at: place, number, to: &page)
        }
      } else {
        image(at: place, number, to: &page)
      }
      if MediaPath.isVideo(post.media[place].path) {
        frames(at: place, to: &page)
        page.element(
          "video",
          [
            "controls": "", "preload": "none", "src": Videos.address(of: post.id, at: place),
            "aria-label": "\(words.media): \(post.id)\(number)", "class": isSensitive ? "blurred" : nil,
          ]
        ) { _ in }
      }
      page.element("figcaption", ["class": "tools"]) { page in
        for (action, name, sign) in [
          ("larger", words.zoomIn, "+"), ("smaller", words.zoomOut, "−"), ("turn", words.rotate, "↻"),
          ("fit", words.fit, "▢"),
        ] {
          page.element(
            "button",
            ["type": "button", "class": "tool", "data-do": action, "title": name, "aria-label": name],
            text: sign)
        }
      }
    }
  }

  /// The frames of a video, in order of time; each is shown large when it is asked for.
  private func frames(at place: Int, to page: inout Markup) {
    page.element("div", ["class": "frames"]) { page in
      for frame in 0..<OpenStudy.shownFrames {
        let large = Pictures.address(of: post.id, at: place, width: Self.width, frame: frame)
        page.element(
          "button",
          [
            "type": "button", "class": "tool", "data-frame": large,
            "aria-label": "\(visit.words.frame) \(frame + 1)",
          ]
        ) { page in
          page.void(
            "img",
            [
              "src": Pictures.address(of: post.id, at: place, width: 160, frame: frame), "alt": "",
              "class": isSensitive ? "blurred" : nil,
            ])
        }
      }
    }
  }

  private func image(at place: Int, _ number: String, to page: inout Markup) {
    page.element("span", ["class": "frame"]) { page in
      page.void(
        "img",
        [
          "src": Pictures.address(of: post.id, at: place, width: Self.width), "alt": "\(post.id)\(number)",
          "data-large": Pictures.address(of: post.id, at: place, width: Pictures.largest),
          "draggable": "false",
        ])
    }
  }

  /// What else is known of the post.
  ///
  /// - Parameters:
  ///   - hidden: Columns that are left out.
  ///   - page: Where it is written.
  func writeFacts(without hidden: Set<String> = [], to page: inout Markup) {
    let words = visit.words
    var facts: [(String, String)] = []
    if let author = post.author { facts.append((words.author, author)) }
    if let time = post.time { facts.append((words.time, time.formatted(.iso8601))) }
    facts += post.columns.filter { !hidden.contains($0.key) }.sorted { $0.key < $1.key }.prefix(
      Self.columnLimit
    ).map { ($0.key, $0.value) }
    facts += post.counts.sorted { $0.key < $1.key }.prefix(Self.columnLimit)
      .map { ($0.key, CodedValue.number($0.value).text) }
    guard !facts.isEmpty else { return }
    page.element("dl", ["class": "facts"]) { page in
      for (name, value) in facts {
        page.element("dt") { $0.name(name) }
        page.element("dd", ["dir": "auto"], text: value)
      }
    }
  }
}
