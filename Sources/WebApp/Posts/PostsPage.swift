import ContentCoding
import Exchange
import Foundation
import Pages
import Storage
import Workflows

/// The posts, as many as there are, with what is chosen of them.
struct PostsPage: AppRoutes {
  private static let count = 60
  /// So many posts are downloaded at once; the command line writes any number.
  private static let downloadLimit = 50_000

  func add(to router: AppRouter) {
    router.page("/posts") { visit in try Self.gallery(visit) }
    router.page("/posts/download") { visit in try Self.download(visit) }
    router.action("/posts/code") { visit, person in try Self.code(visit, person) }
    router.action("/posts/sample") { visit in try Self.keep(visit) }
  }

  private static func gallery(_ visit: Visit) throws -> Reply {
    let words = visit.words
    let asked = GalleryAddress(of: visit)
    let part = try visit.open.study.gallery(
      asked.question, from: GalleryAddress.place(visit["from"]), count: count)
    if visit["part"] != nil {
      var markup = Markup()
      write(part, asked, visit, to: &markup)
      return .part(markup)
    }
    let unblinds = try isCoding(visit)
    let filter = try GalleryFilter(asked, visit)
    return .page(
      Page(words.posts, part: .posts, isWide: true, scripts: ["posts.js"]) { page in
        page.element("h1", text: words.posts)
        if unblinds { page.element("p", ["class": "flag"], text: words.unblinds) }
        filter.write(to: &page)
        if part.posts.isEmpty { page.element("p", ["class": "empty"], text: words.nothingFound) }
        SelectionForm(visit, isEmpty: part.posts.isEmpty).write(to: &page) {
          write(part, asked, visit, to: &$0)
        }
      })
  }

  /// Whether the person has posts to code that they have not coded.
  private static func isCoding(_ visit: Visit) throws -> Bool {
    try visit.open.study.assignments().contains { $0.coder == visit.person && $0.done < $0.posts }
  }

  private static func write(
    _ part: GalleryPart, _ asked: GalleryAddress, _ visit: Visit, to page: inout Markup
  ) {
    page.element("ul", ["class": "gallery"]) { page in
      for post in part.posts { PostTile(post, visit, canBeChosen: true).write(to: &page) }
    }
    if let next = part.next {
      page.element(
        "a",
        [
          "class": "button quiet more", "data-more": "",
          "href": asked.address(from: next).description,
        ],
        text: visit.words.more)
    }
  }

  private static func code(_ visit: Visit, _ person: Person) throws -> Reply {
    let variables = visit.open.configuration.codebook.variables
    let parts = (visit.form["answer"] ?? "").split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let place = Int(parts[0]), variables.indices.contains(place) else {
      throw UserError("the form names no answer; load the page again")
    }
    _ = try CodeTogether(
      visit.form.all("post"), variables[place].name, parts[1], by: person, seen: visit.form["seen"] ?? ""
    ).run(in: visit.open)
    return .redirect(Address(within: visit.form["seen"]) ?? Address("/posts"))
  }

  private static func keep(_ visit: Visit) throws -> Reply {
    let sample = try KeepSelection(
      visit.form.all("post"), name: visit.form["name"] ?? "", seen: visit.form["seen"] ?? ""
    ).run(in: visit.open)
    return .redirect(Address("/posts", ["sample": sample.name]))
  }

  /// All that is known of the posts, one row each.
  private static func download(_ visit: Visit) throws -> Reply {
    let asked = GalleryAddress(of: visit)
    let ids = try visit.open.study.galleryIDs(asked.question, limit: downloadLimit + 1)
    guard ids.count <= downloadLimit else {
      throw UserError(
        "these are more than \(Figures.count(downloadLimit)) posts; "
          + "codeframe export codings --wide --with-posts writes any number")
    }
    var bytes: [UInt8] = []
    var export = ExportCodings(.csv) { bytes += $0 }
    export.isWide = true
    export.withPosts = true
    export.posts = ids.isEmpty ? PostChoice(limit: 0) : PostChoice(ids: ids)
    _ = try export.run(in: visit.open)
    return .download(bytes, type: "text/csv; charset=utf-8", name: "posts.csv")
  }
}
