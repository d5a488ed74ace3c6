import Foundation
import Hummingbird
import Pages
import Storage

/// A page of the app: what stands between its head and its foot.
struct Page: Sendable {
  /// The parts of the app, as the navigation lists them.
  enum Part: CaseIterable {
    case home, code, teach, settle, review, posts, explore, figures, codebook, tryOut, runs

    /// Whose part it is.
    fileprivate var role: Role {
      switch self {
      case .home, .code, .codebook: .coder
      case .teach, .settle, .review, .posts, .explore, .figures, .tryOut, .runs: .lead
      }
    }

    fileprivate var path: String {
      switch self {
      case .home: "/"
      case .code: "/code"
      case .teach: "/teach"
      case .settle: "/settle"
      case .review: "/review"
      case .posts: "/posts"
      case .explore: "/explore"
      case .figures: "/figures"
      case .codebook: "/codebook"
      case .tryOut: "/try"
      case .runs: "/runs"
      }
    }

    fileprivate func name(in words: Words) -> String {
      switch self {
      case .home: words.home
      case .code: words.code
      case .teach: words.teach.teach
      case .settle: words.settle
      case .review: words.review
      case .posts: words.posts
      case .explore: words.explore.explore
      case .figures: words.explore.figures
      case .codebook: words.explore.codebook
      case .tryOut: words.explore.tryOut
      case .runs: words.runs
      }
    }
  }

  /// The title, in the browser's tab.
  var title: String
  /// The part of the app that the page belongs to; nil for a page without navigation.
  var part: Part?
  /// Whether the page takes the window's whole width and height.
  var isWide = false
  /// The names of the scripts among the assets.
  var scripts: [String] = []
  /// What stands in it.
  var body: Markup

  /// A page whose body `write` writes.
  init(
    _ title: String, part: Part? = nil, isWide: Bool = false, scripts: [String] = [],
    _ write: (inout Markup) -> Void
  ) {
    self.title = title
    self.part = part
    self.isWide = isWide
    self.scripts = scripts
    var body = Markup()
    write(&body)
    self.body = body
  }

  /// The page for `visit`.
  func html(for visit: Visit) -> String { html(words: visit.words, visit: visit) }

  /// The page in a language; without the study's name and who codes where there is no visit.
  func html(words: Words, visit: Visit?) -> String {
    var page = Markup()
    page.literal("<!DOCTYPE html>\n")
    page.element("html", ["lang": words.language]) { page in
      page.element("head") { head(visit, in: &$0) }
      page.newline()
      page.element("body", ["class": isWide ? "app wide-page" : "app"]) { page in
        page.element("a", ["class": "skip", "href": "#main"], text: words.skip)
        if let visit, part != nil { top(words, visit, in: &page) }
        page.element("main", ["id": "main"]) { $0.append(body) }
      }
    }
    page.newline()
    return page.html
  }

  private func head(_ visit: Visit?, in page: inout Markup) {
    page.void("meta", ["charset": "utf-8"])
    page.void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
    page.void("meta", ["name": "color-scheme", "content": "light dark"])
    if let session = visit?.session {
      page.void("meta", ["name": "form-token", "content": session.formToken])
    }
    let study = visit.map { " · \($0.open.configuration.name)" } ?? ""
    page.element("title", text: title + study + " · Codeframe")
    page.newline()
    page.void("link", ["rel": "icon", "href": Assets.address("icon.svg")])
    for style in ["style.css", "app.css"] {
      page.void("link", ["rel": "stylesheet", "href": Assets.address(style)])
    }
    for script in scripts {
      page.element("script", ["type": "module", "src": Assets.address(script)]) { _ in }
    }
  }

  private func top(_ words: Words, _ visit: Visit, in page: inout Markup) {
    page.element("header", ["class": "top"]) { page in
      page.element("a", ["class": "study", "href": "/"]) { $0.name(visit.open.configuration.name) }
      page.element("nav", ["class": "parts"]) { page in
        page.element("ul") { page in
          for part in Part.allCases where part.role <= visit.role {
            page.element("li") { page in
              page.element(
                "a", ["href": part.path, "aria-current": part == self.part ? "page" : nil],
                text: part.name(in: words))
            }
          }
        }
      }
      if let person = visit.person { who(person, visit, in: &page) }
    }
    page.newline()
  }
}

extension Page {
  /// Who codes; where people log in, with the way out.
  private func who(_ person: String, _ visit: Visit, in page: inout Markup) {
    guard visit.hasAccounts else {
      return page.element("a", ["class": "who", "href": "/name", "title": visit.words.whoCodes]) {
        $0.name(person)
      }
    }
    page.form("/logout", visit, style: "who") { page in
      page.element("span") { $0.name(person) }
      page.element("button", ["type": "submit", "class": "button quiet"], text: visit.words.access.logOut)
    }
  }
}

/// What went wrong, in a sentence.
enum ProblemPage {
  static func page(_ sentence: String, for words: Words) -> Page {
    Page(words.problem, part: .home) { page in
      page.element("h1", text: words.problem)
      page.element("p", ["class": "prose"], text: sentence)
      page.element("p") { $0.element("a", ["class": "button", "href": "/"], text: words.home) }
    }
  }
}

extension Markup {
  /// A form that posts to `path`, with the session's token.
  mutating func form(
    _ path: String, _ visit: Visit, style: String? = nil, id: String? = nil, _ write: (inout Markup) -> Void
  ) {
    element("form", ["method": "post", "action": path, "class": style, "id": id]) { page in
      page.hidden(Form.tokenName, visit.session?.formToken ?? "")
      write(&page)
    }
  }

  /// A field that is sent and not seen.
  mutating func hidden(_ name: String, _ value: String) {
    void("input", ["type": "hidden", "name": name, "value": value])
  }

  /// A link that looks like a button.
  mutating func button(_ title: String, to address: Address, style: String = "button") {
    element("a", ["class": style, "href": address.description], text: title)
  }

  /// A link to what the page shows, as a file.
  mutating func downloadButton(_ visit: Visit) {
    let (path, rest) = (visit.address.prefix { $0 != "?" }, visit.address.drop { $0 != "?" }.dropFirst())
    element(
      "a", ["class": "button quiet", "href": "\(path)?\(rest.isEmpty ? "" : rest + "&")download=1"],
      text: visit.words.explore.download)
  }

  /// A list to choose one of `values` from; or none, where `none` says what that is called.
  mutating func choice(
    _ name: String, _ label: String, _ values: [String], _ chosen: String?, none: String? = nil
  ) {
    element("label") { page in
      page.text(label)
      page.element("select", ["name": name]) { page in
        if let none { page.element("option", ["value": ""], text: none) }
        for value in values {
          page.element("option", ["value": value, "selected": value == chosen ? "" : nil], text: value)
        }
      }
    }
  }
}
