import ContentCoding
import Foundation
import Pages
import Storage
import Workflows

/// Where people differ, someone decides: the answers side by side, with the codebook.
struct SettlingPage: AppRoutes {
  func add(to router: AppRouter) {
    router.page("/settle") { visit, _ in .page(try Self.page(visit)) }
    router.action("/settle") { visit, person in try Self.decide(visit, person) }
    router.work("/gold") { visit in
      var consensus = MakeConsensus(by: .adjudicated(by: Person.adjudication))
      consensus.name = visit.open.configuration.gold
      _ = try await consensus.run(in: visit.open)
      return .redirect(Address("/"))
    }
  }

  /// The variable that is asked for, else the first on which people differ.
  private static func settling(_ visit: Visit) throws -> Settling? {
    let codebook = visit.open.configuration.codebook
    if let name = visit["variable"] ?? visit.form["variable"] {
      return try codebook[name].map { try Settling($0, in: visit.open) }
    }
    var first: Settling?
    for variable in codebook.variables {
      let settling = try Settling(variable, in: visit.open)
      if settling.settled < settling.disagreements.count { return settling }
      if first == nil, !settling.disagreements.isEmpty { first = settling }
    }
    return first
  }

  private static func page(_ visit: Visit) throws -> Page {
    let words = visit.words
    guard let settling = try settling(visit), !settling.disagreements.isEmpty else {
      return Page(words.settle, part: .settle) { page in
        page.element("h1", text: words.noDisagreement)
        page.element("p", text: words.noDisagreementWhy)
      }
    }
    let shown =
      visit["post"].flatMap { id in settling.disagreements.first { $0.post == id } }
      ?? settling.next(after: nil)
    guard let shown, let post = try visit.open.study.post(shown.post) else {
      return finished(settling, visit)
    }
    let sayings = try settling.sayings(on: shown.post)
    let decision = try settling.decision(on: shown.post)
    return Page(words.settle, part: .settle, isWide: true, scripts: ["picture.js", "coding.js"]) { page in
      page.element("h1", ["class": "unseen"], text: "\(words.settle): \(settling.variable.name)")
      page.form("/settle", visit, style: "desk", id: "settling") { page in
        page.hidden("variable", settling.variable.name)
        page.hidden("post", shown.post)
        page.hidden("version", decision?.version ?? "")
        let view = PostView(
          post: post, visit: visit, isSensitive: visit.open.configuration.codebook.isSensitive)
        page.element("div", ["class": "sight"]) { view.write(to: &$0) }
        page.element("div", ["class": "questions"]) { page in
          variables(settling, visit, in: &page)
          write(sayings, shown, settling, words, in: &page)
          HandForm.write(
            settling.variable, at: 0, answer: decision?.answers[settling.variable.name], words: words,
            to: &page)
          page.element("div", ["class": "row foot"]) { page in
            page.element("button", ["type": "submit", "class": "button", "id": "next"]) { page in
              page.text(words.decide)
              page.element("kbd", ["aria-hidden": "true"], text: "↵")
            }
          }
          list(settling, shown, in: &page)
        }
        page.element("div", ["class": "known"]) { view.writeFacts(to: &$0) }
      }
    }
  }

  private static func address(_ variable: Variable, post: String? = nil) -> Address {
    Address("/settle", ["variable": variable.name, "post": post])
  }

  private static func variables(_ settling: Settling, _ visit: Visit, in page: inout Markup) {
    let variables = visit.open.configuration.codebook.variables
    page.element("div", ["class": "standing"]) { page in
      page.element(
        "span", text: visit.words.share(settling.settled, settling.disagreements.count))
      if variables.count > 1 {
        for variable in variables {
          page.element(
            "a",
            [
              "class": "tab", "href": address(variable).description,
              "aria-current": variable.name == settling.variable.name ? "true" : nil,
            ]
          ) { $0.name(variable.name) }
        }
      }
    }
  }

  private static func write(
    _ sayings: [(coder: String, coding: HandCoding)], _ shown: Disagreement, _ settling: Settling,
    _ words: Words, in page: inout Markup
  ) {
    page.element("dl", ["class": "sayings"]) { page in
      for (coder, coding) in sayings {
        guard let answer = coding.answers[settling.variable.name] else { continue }
        page.element("dt") { page in
          page.name(coder)
          page.text(" \(words.says)")
        }
        page.element("dd") { page in
          page.element("strong", text: answer.value?.text ?? words.cannotTell)
          if !coding.remark.comment.isEmpty {
            page.element("p", ["class": "muted", "dir": "auto"], text: coding.remark.comment)
          }
        }
      }
    }
    page.element(
      "p", ["class": "muted"], text: words.confused.replacing("%@", with: Figures.count(shown.times)) + ".")
  }

  /// The beginning of an answer, which may be a long text.
  private static func beginning(of answer: String) -> String {
    answer.count > 80 ? answer.prefix(80) + "…" : answer
  }

  /// All disagreements, to go to any of them.
  private static func list(_ settling: Settling, _ shown: Disagreement, in page: inout Markup) {
    page.element("ol", ["class": "disagreements"]) { page in
      for disagreement in settling.disagreements.prefix(500) {
        page.element("li") { page in
          page.element(
            "a",
            [
              "href": address(settling.variable, post: disagreement.post).description,
              "aria-current": disagreement.post == shown.post ? "true" : nil,
            ]
          ) { page in
            page.name(disagreement.post)
            page.text(
              " · " + disagreement.pair.map(Self.beginning).joined(separator: " / "))
            if let decided = settling.decisions[disagreement.post] { page.text(" → \(decided.text)") }
          }
        }
      }
    }
  }

  private static func finished(_ settling: Settling, _ visit: Visit) -> Page {
    let words = visit.words
    return Page(words.allSettled, part: .settle) { page in
      page.element("h1", text: words.allSettled)
      page.element("p", text: words.share(settling.settled, settling.disagreements.count))
      page.form("/gold", visit) { page in
        page.element("p", text: words.asGoldWhy)
        page.element("button", ["type": "submit", "class": "button"], text: words.asGold)
      }
      if let first = settling.disagreements.first {
        page.element("p") {
          $0.button(
            words.previous, to: address(settling.variable, post: first.post), style: "button quiet")
        }
      }
    }
  }

  private static func decide(_ visit: Visit, _ person: Person) throws -> Reply {
    guard let settling = try settling(visit), let post = visit.form["post"],
      settling.disagreements.contains(where: { $0.post == post })
    else { return .problem(.notFound, visit.words.noSuchPage) }
    let answer = try HandForm.answer(visit.form, to: settling.variable, at: 0)
    let saved = try settling.settle(answer, by: person, on: post, seen: visit.form["version"] ?? "")
    switch saved {
    case nil: return .problem(.notFound, visit.words.noSuchPage)
    case .outdated: return .problem(.conflict, visit.words.outdated)
    case .saved:
      let next = try Settling(settling.variable, in: visit.open).next(after: post)
      return .redirect(next.map { address(settling.variable, post: $0.post) } ?? Address("/settle"))
    }
  }
}
