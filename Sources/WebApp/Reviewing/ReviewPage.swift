import ContentCoding
import Foundation
import Pages
import Storage
import Workflows

/// A coder's codings one by one: right or wrong.
struct ReviewPage: AppRoutes {
  func add(to router: AppRouter) {
    router.page("/review") { visit, person in .page(try Self.page(visit, person)) }
    router.action("/review") { visit, person in try Self.judge(visit, person) }
  }

  /// What is asked for: by the address of a page, or by the fields of a form.
  private static func question(_ visit: Visit) throws -> ReviewQuestion? {
    func part(_ name: String) -> String? { visit[name] ?? visit.form[name].flatMap { $0.isEmpty ? nil : $0 } }
    let coders = try coders(visit)
    guard let coder = part("coder") ?? coders.first,
      let variable = part("variable") ?? visit.open.configuration.codebook.variables.first?.name
    else { return nil }
    var question = ReviewQuestion(coder: coder, variable: variable)
    question.value = part("value")
    question.leastCertainFirst = part("order") == "confidence"
    return question
  }

  private static func address(_ question: ReviewQuestion, last: String? = nil) -> Address {
    Address(
      "/review",
      [
        "coder": question.coder, "variable": question.variable, "value": question.value,
        "order": question.leastCertainFirst ? "confidence" : nil, "last": last,
      ])
  }

  /// Machines, whose codings are judged.
  private static func coders(_ visit: Visit) throws -> [String] {
    try visit.open.study.coderIdentities().filter { $0.kind != .person && $0.kind != .consensus }.map(\.name)
  }

  private static func page(_ visit: Visit, _ person: Person) throws -> Page {
    let words = visit.words
    guard let question = try question(visit) else {
      return Page(words.review, part: .review) { page in
        page.element("h1", text: words.review)
        page.element("p", text: words.noMachineCodings)
      }
    }
    let reviewing = try Reviewing(question, by: person, in: visit.open)
    let tally = try reviewing.tally()
    let coding = try reviewing.next()
    let post = try coding.flatMap { try visit.open.study.post($0.postID) }
    return Page(words.review, part: .review, isWide: true, scripts: ["picture.js", "review.js"]) { page in
      page.element("h1", ["class": "unseen"], text: words.review)
      choice(question, reviewing.variable, visit, in: &page)
      standing(tally, words, in: &page)
      guard let coding, let post else {
        page.element("p", ["class": "empty"], text: words.allReviewed)
        undo(question, visit, in: &page)
        return
      }
      let view = PostView(
        post: post, visit: visit, isSensitive: visit.open.configuration.codebook.isSensitive)
      page.element("div", ["class": "desk"]) { page in
        page.element("div", ["class": "sight"]) { view.write(to: &$0) }
        page.element("div", ["class": "questions"]) { page in
          verdict(on: coding, question, reviewing.variable, visit, in: &page)
          undo(question, visit, in: &page)
        }
        page.element("div", ["class": "known"]) { view.writeFacts(to: &$0) }
      }
    }
  }

  private static func choice(
    _ question: ReviewQuestion, _ variable: Variable, _ visit: Visit, in page: inout Markup
  ) {
    let words = visit.words
    page.element("form", ["method": "get", "action": "/review", "class": "row filter"]) { page in
      page.choice("coder", words.coder, (try? coders(visit)) ?? [], question.coder)
      page.choice(
        "variable", words.variable, visit.open.configuration.codebook.variables.map(\.name), question.variable
      )
      page.choice("value", words.value, variable.labels, question.value, none: words.anyValue)
      page.element("label") { page in
        page.text(words.sort)
        page.element("select", ["name": "order"]) { page in
          page.element("option", ["value": ""], text: words.randomOrder)
          page.element(
            "option", ["value": "confidence", "selected": question.leastCertainFirst ? "" : nil],
            text: words.leastCertain)
        }
      }
      page.element("button", ["type": "submit", "class": "button quiet"], text: words.find)
    }
  }

  private static func standing(_ tally: ReviewTally, _ words: Words, in page: inout Markup) {
    let judged = tally.right + tally.wrong
    let precision = Reviewing.precision(tally)
    page.element("div", ["class": "standing"]) { page in
      page.element("span", text: words.share(judged, tally.codings))
      if let share = precision.share.value, let interval = precision.interval.value {
        page.element("strong", text: "\(words.precision) \(Figures.decimal(share, places: 3))")
        page.element(
          "span", ["class": "muted"],
          text:
            "\(Figures.decimal(interval.lower, places: 3)) – \(Figures.decimal(interval.upper, places: 3))")
      }
      page.element("span", ["class": "muted"], text: words.precisionNote)
    }
  }

  private static func verdict(
    on coding: Coding, _ question: ReviewQuestion, _ variable: Variable, _ visit: Visit, in page: inout Markup
  ) {
    let words = visit.words
    page.form("/review", visit, id: "review") { page in
      page.hidden(question, post: coding.postID)
      page.hidden("seen", coding.answer.value?.text ?? "")
      page.element("dl", ["class": "sayings"]) { page in
        page.element("dt") { page in
          page.name(question.coder)
          page.text(" \(words.says)")
        }
        page.element("dd") { page in
          page.element("strong", text: coding.answer.value?.text ?? "")
          if let confidence = coding.answer.confidence {
            page.element(
              "span", ["class": "muted"],
              text: " \(words.confidence) \(Figures.decimal(confidence, places: 3))")
          }
        }
      }
      page.element("div", ["class": "row foot"]) { page in
        for (verdict, title, key) in [("wrong", words.wrong, "←"), ("right", words.right, "→")] {
          page.element(
            "button",
            [
              "type": "submit", "name": "verdict", "value": verdict,
              "class": verdict == "right" ? "button" : "button quiet",
            ]
          ) { page in
            page.text(title)
            page.element("kbd", ["aria-hidden": "true"], text: key)
          }
        }
      }
      if !variable.labels.isEmpty, variable.type != .tags {
        page.choice("correction", words.rightIs, variable.labels, nil, none: "–")
      }
    }
  }

  private static func undo(_ question: ReviewQuestion, _ visit: Visit, in page: inout Markup) {
    guard let last = visit["last"] else { return }
    page.form("/review", visit, id: "undo") { page in
      page.hidden(question, post: last)
      page.hidden("verdict", "none")
      page.element("button", ["type": "submit", "class": "button quiet"]) { page in
        page.text(visit.words.undo)
        page.element("kbd", ["aria-hidden": "true"], text: "Z")
      }
    }
  }

  private static func judge(_ visit: Visit, _ person: Person) throws -> Reply {
    guard let question = try question(visit), let post = visit.form["post"] else {
      return .problem(.notFound, visit.words.noSuchPage)
    }
    let reviewing = try Reviewing(question, by: person, in: visit.open)
    let verdict = visit.form["verdict"]
    if verdict == "none" {
      try reviewing.takeBack(post)
      return .redirect(address(question))
    }
    let now = try visit.open.study.currentCodings(
      coder: question.coder, variable: question.variable, in: .ids([post]))
    guard let coding = now.first?.coding, coding.answer.value?.text == visit.form["seen"] else {
      return .problem(.conflict, visit.words.outdated)
    }
    let correction = try HandForm.answer(visit.form, named: "correction", to: reviewing.variable)?.value
    try reviewing.judge(coding, isRight: verdict == "right", correction: correction)
    return .redirect(address(question, last: post))
  }
}

extension Markup {
  /// What a verdict is about, for the action to ask the same again.
  fileprivate mutating func hidden(_ question: ReviewQuestion, post: String) {
    hidden("coder", question.coder)
    hidden("variable", question.variable)
    hidden("value", question.value ?? "")
    hidden("order", question.leastCertainFirst ? "confidence" : "")
    hidden("post", post)
  }
}
