import ContentCoding
import Foundation
import Pages
import Storage
import Workflows

/// The posts, as many as there are, with what is chosen of them; and one post with everything that is known of it.
struct PostsPage: AppRoutes {
  private static let count = 60

  func add(to router: AppRouter) {
    router.page("/posts") { visit in try Self.gallery(visit) }
    router.page("/post", for: .coder) { visit in try Self.post(visit) }
  }

  private static func question(_ visit: Visit) -> GalleryQuestion {
    var question = GalleryQuestion()
    question.coder = visit["coder"]
    question.variable = visit["variable"]
    question.value = visit["value"]
    question.status = visit["status"].flatMap(Answer.Status.init)
    question.sample = visit["sample"]
    question.text = visit["text"]
    question.differsFrom = visit["differs"]
    question.isFlagged = visit["flagged"] != nil
    return question
  }

  private static func address(_ question: GalleryQuestion, from start: Int) -> Address {
    Address(
      "/posts",
      [
        "coder": question.coder, "variable": question.variable, "value": question.value,
        "status": question.status?.rawValue, "sample": question.sample, "text": question.text,
        "differs": question.differsFrom, "flagged": question.isFlagged ? "1" : nil, "from": String(start),
      ])
  }

  private static func gallery(_ visit: Visit) throws -> Reply {
    let words = visit.words
    let question = question(visit)
    let start = visit["from"].flatMap(Int.init) ?? 0
    let part = try visit.open.study.gallery(question, from: max(0, start), count: count)
    if visit["part"] != nil {
      var markup = Markup()
      write(part, question, visit, to: &markup)
      return .part(markup)
    }
    let unblinds = try isCoding(visit)
    return .page(
      Page(words.posts, part: .posts, isWide: true, scripts: ["posts.js"]) { page in
        page.element("h1", text: words.posts)
        if unblinds { page.element("p", ["class": "flag"], text: words.unblinds) }
        filter(question, visit, in: &page)
        if part.posts.isEmpty { page.element("p", ["class": "empty"], text: words.nothingFound) }
        page.element("div", ["id": "gallery"]) { write(part, question, visit, to: &$0) }
      })
  }

  /// Whether the person has posts to code that they have not coded.
  private static func isCoding(_ visit: Visit) throws -> Bool {
    try visit.open.study.assignments().contains { $0.coder == visit.person && $0.done < $0.posts }
  }

  private static func filter(_ question: GalleryQuestion, _ visit: Visit, in page: inout Markup) {
    let words = visit.words
    let coders = (try? visit.open.study.coderIdentities().map(\.name)) ?? []
    let samples = (try? visit.open.study.samples().map(\.name)) ?? []
    let variables = visit.open.configuration.codebook.variables
    let labels = question.variable.flatMap { visit.open.configuration.codebook[$0]?.labels }
    page.element("form", ["method": "get", "action": "/posts", "class": "row filter", "role": "search"]) {
      page in
      page.choice("coder", words.coder, coders, question.coder, none: words.anyCoder)
      page.choice(
        "variable", words.variable, variables.map(\.name), question.variable, none: words.anyVariable)
      page.choice(
        "value", words.value, labels ?? variables.flatMap(\.labels).uniqued, question.value,
        none: words.anyValue)
      page.choice(
        "status", words.status, Answer.Status.allNames, question.status?.rawValue, none: "–")
      page.choice("differs", words.differsFrom, coders, question.differsFrom, none: "–")
      if !samples.isEmpty { page.choice("sample", words.sample, samples, question.sample, none: "–") }
      page.element("label") { page in
        page.text(words.text)
        page.void(
          "input", ["type": "search", "name": "text", "value": question.text ?? "", "maxlength": "200"])
      }
      page.element("label", ["class": "choice"]) { page in
        page.void(
          "input",
          ["type": "checkbox", "name": "flagged", "value": "1", "checked": question.isFlagged ? "" : nil])
        page.element("span", text: words.flagged)
      }
      page.element("button", ["type": "submit", "class": "button"], text: words.find)
    }
  }

  private static func write(
    _ part: GalleryPart, _ question: GalleryQuestion, _ visit: Visit, to page: inout Markup
  ) {
    page.element("ul", ["class": "gallery"]) { page in
      for post in part.posts { item(post, question, visit, to: &page) }
    }
    if let next = part.next {
      page.element(
        "a",
        ["class": "button quiet more", "data-more": "", "href": address(question, from: next).description],
        text: visit.words.more)
    }
  }

  private static func item(
    _ post: Post, _ question: GalleryQuestion, _ visit: Visit, to page: inout Markup
  ) {
    let isSensitive = visit.open.configuration.codebook.isSensitive
    page.element("li", ["class": "post"]) { page in
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
      }
      if !post.text.isEmpty {
        page.element("p", ["class": "caption clamp", "dir": "auto"], text: String(post.text.prefix(300)))
      }
    }
  }

  private static func post(_ visit: Visit) throws -> Reply {
    let words = visit.words
    guard let id = visit["id"], let post = try visit.open.study.posts(withIDs: [id]).first else {
      return .problem(.notFound, words.noSuchPage)
    }
    if try !visit.maySeeAnswers(to: id) || isTheirsToCode(id, visit) {
      return .problem(.forbidden, words.blindNote)
    }
    var codings: [CodingRecord] = []
    try visit.open.study.forEachCodedPost(coders: nil, variables: nil, in: .ids([post.id])) {
      codings += $1
    }
    let remarks = try visit.open.study.remarks(on: id)
    let history = try visit.open.study.coderIdentities().flatMap {
      try visit.open.study.history(coder: $0.name, post: id)
    }
    return .page(
      Page(id, part: .posts, isWide: true, scripts: ["picture.js"]) { page in
        page.element("h1") { $0.name(id) }
        page.element("div", ["class": "desk"]) { page in
          let view = PostView(
            post: post, visit: visit, isSensitive: visit.open.configuration.codebook.isSensitive)
          page.element("div", ["class": "sight"]) { view.write(to: &$0) }
          page.element("div", ["class": "questions"]) { page in
            page.element("h2", text: words.answers)
            answers(codings, words, in: &page)
            if !remarks.isEmpty { write(remarks, words, to: &page) }
            if !history.isEmpty {
              page.element("h2", text: words.history)
              replaced(history, words, in: &page)
            }
          }
          page.element("div", ["class": "known"]) { view.writeFacts(to: &$0) }
        }
      })
  }

  /// Whether the person has still to code the post, blind.
  private static func isTheirsToCode(_ post: String, _ visit: Visit) throws -> Bool {
    guard let person = visit.person else { return false }
    return try visit.open.study.assignments().filter { $0.coder == person && $0.done < $0.posts }.contains {
      guard let place = try visit.open.study.assignedPost(post, of: person, in: $0.sample) else {
        return false
      }
      return place.doneAt == nil
    }
  }

  private static func answers(
    _ codings: [CodingRecord], _ words: Words, in page: inout Markup
  ) {
    page.table([words.coder, words.variable, words.value, words.confidence], numbers: 3...3) { page in
      for record in codings.sorted(by: {
        ($0.coder.name, $0.coding.variable) < ($1.coder.name, $1.coding.variable)
      }) {
        let answer = record.coding.answer
        page.element("tr") { page in
          page.element("th", ["scope": "row"]) { $0.name(record.coder.name) }
          page.element("td") { $0.name(record.coding.variable) }
          page.element("td", ["dir": "auto"], text: answer.value?.text ?? answer.reason?.message ?? "")
          page.element(
            "td", ["class": "number"], text: answer.confidence.map { Figures.decimal($0, places: 3) } ?? "")
        }
      }
    }
  }

  private static func write(
    _ remarks: [(coder: String, remark: Remark)], _ words: Words, to page: inout Markup
  ) {
    page.element("h2", text: words.comment)
    page.element("dl", ["class": "sayings"]) { page in
      for (coder, remark) in remarks {
        page.element("dt") { $0.name(coder) }
        page.element("dd", ["dir": "auto"]) { page in
          if remark.isFlagged { page.element("span", ["class": "flag"], text: words.flag) }
          page.text(" \(remark.comment)")
        }
      }
    }
  }

  private static func replaced(_ history: [CodingRecord], _ words: Words, in page: inout Markup) {
    page.table([words.coder, words.variable, words.value, words.time], numbers: 4...4) { page in
      for record in history {
        page.element("tr") { page in
          page.element("th", ["scope": "row"]) { $0.name(record.coder.name) }
          page.element("td") { $0.name(record.coding.variable) }
          page.element("td", ["dir": "auto"], text: record.coding.answer.value?.text ?? words.cannotTell)
          page.element("td", text: record.codedAt.formatted(.iso8601))
        }
      }
    }
  }
}

extension Answer.Status {
  fileprivate static var allNames: [String] { [Self.coded, .abstained, .failed].map(\.rawValue) }
}

extension [String] {
  /// Each once, where it stands first.
  fileprivate var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
