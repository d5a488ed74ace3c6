import ContentCoding
import Foundation

/// A sample, or pairs of posts, as a self-contained page to code by on a screen or on paper.
///
/// Like ``HTMLReport`` without scripts, links and requests, with everything from data shown as text. A sheet says nothing of what
/// coders answered, nor of clusters, so that who reads it judges blindly. It is written in pieces: ``opening``, a piece for
/// each post or pair, ``closing``. Equal content gives equal pages.
public struct SheetPage: Sendable {
  private let heading: SheetHeading

  /// The largest number of categories that get a box each; a variable with more gets a line to write on.
  static let boxLimit = 12

  /// A sheet under `heading`.
  public init(_ heading: SheetHeading) {
    self.heading = heading
  }

  /// The page down to the first post or pair.
  public var opening: String {
    var page = Markup()
    page.literal("<!DOCTYPE html>\n<html lang=\"en\">\n")
    PageHead(
      title: "\(heading.sample.shortName): \(subject) to code", version: heading.version,
      styles: [.style, .sheetStyle]
    ).write(to: &page)
    page.literal("<body class=\"sheet\">\n")
    writeTitle(to: &page)
    switch heading.subject {
    case .posts: page.literal("<main class=\"sheet-posts\">\n")
    case .pairs: page.literal("<main class=\"sheet-pairs\">\n")
    }
    return page.html
  }

  /// The page's end.
  public var closing: String { "</main>\n</body>\n</html>\n" }

  /// A post with its number and, for each variable, boxes to tick or a line to write on.
  public func piece(number: Int, _ post: SheetPost) -> String {
    var page = Markup()
    page.element("article", ["class": "entry", "aria-label": "Post \(number)"]) { page in
      page.element("h2", text: String(number))
      write(post, named: "post \(number)", to: &page)
      for variable in heading.variables { writeBoxes(of: variable, to: &page) }
    }
    page.newline()
    return page.html
  }

  /// A pair of posts, side by side, with its number and two boxes.
  public func piece(number: Int, _ first: SheetPost, _ second: SheetPost) -> String {
    var page = Markup()
    page.element("article", ["class": "entry pair", "aria-label": "Pair \(number)"]) { page in
      page.element("div", ["class": "pair-head"]) { page in
        page.element("h2", text: String(number))
        page.element("p", ["class": "boxes"]) { page in
          page.element("span", ["class": "asked"], text: "Do the two belong together?")
          for answer in ["yes", "no"] { box(answer, in: &page) }
        }
      }
      page.element("div", ["class": "two"]) { page in
        write(first, named: "the first post of pair \(number)", to: &page)
        write(second, named: "the second post of pair \(number)", to: &page)
      }
    }
    page.newline()
    return page.html
  }

  private func writeTitle(to page: inout Markup) {
    page.element("header") { page in
      page.element("h1") { $0.name(heading.sample.shortName) }
      page.element("p", ["class": "muted"]) { page in
        page.text("\(subject) of ")
        page.name(heading.study.isEmpty ? "a study without a name" : heading.study.shortName)
        page.text(", made ")
        page.element(
          "time", ["datetime": ReportFigures.machineTime(heading.madeAt)],
          text: ReportFigures.time(heading.madeAt))
        page.text(" with Codeframe \(heading.version)")
      }
      page.element("p", ["class": "by"]) { page in
        page.text("Coded by ")
        page.element("span", ["class": "line"]) { _ in }
      }
    }
    page.newline()
  }

  private var subject: String {
    switch heading.subject {
    case .posts(let count): ReportFigures.count(count, "post")
    case .pairs(let count): ReportFigures.count(count, "pair")
    }
  }

  private func write(_ post: SheetPost, named name: String, to page: inout Markup) {
    page.element("figure", ["class": "post"]) { page in
      PictureFrame(post.picture, of: name, isSensitive: heading.isSensitive).write(to: &page)
      page.element("figcaption") { page in
        let caption = ReadableText(post.caption, limit: HTMLReport.captionLimit).text
        if caption.allSatisfy(\.isWhitespace) {
          page.element("p", ["class": "caption muted"], text: "no caption")
        } else {
          page.element("p", ["class": "caption", "dir": "auto"], text: caption)
        }
        page.element("p", ["class": "origin"]) { page in
          page.name(post.id.shortName)
          if post.pictures > 1 { page.text(", the first of \(ReportFigures.count(post.pictures)) pictures") }
        }
      }
    }
  }

  private func writeBoxes(of variable: Variable, to page: inout Markup) {
    page.element("p", ["class": "boxes"]) { page in
      page.element("span", ["class": "asked"]) { $0.name(variable.name.shortName) }
      let labels = variable.labels
      if labels.isEmpty || labels.count > Self.boxLimit {
        page.element("span", ["class": "line"]) { _ in }
      } else {
        for label in labels { box(label, in: &page) }
      }
    }
  }

  private func box(_ label: String, in page: inout Markup) {
    page.element("span", ["class": "choice"]) { page in
      page.element("span", ["class": "box", "aria-hidden": "true"]) { _ in }
      page.name(label.shortName)
    }
  }
}
