import ContentCoding
import Pages
import Storage
import Workflows

/// How the study stands, and what to do next: what `codeframe status` says, with buttons.
struct HomePage: AppRoutes {
  func add(to router: AppRouter) {
    router.page("/", for: .coder) { visit in
      .page(visit.role == .lead ? try Self.page(visit) : try Self.ownWork(visit))
    }
    router.slowPage("/home/best") { visit in .part(try await Self.best(visit)) }
    router.action("/assign") { visit in
      let form = visit.form
      let people = (form["people"] ?? "").split(separator: ",").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      var assign = Assign(form["sample"] ?? "", to: people.filter { !$0.isEmpty })
      guard let overlap = form["overlap"].flatMap(Double.init) else {
        throw UserError("\(visit.words.steps.share)? \(form["overlap"] ?? "")")
      }
      assign.overlap = overlap
      _ = try assign.run(in: visit.open)
      return .redirect(Address("/"))
    }
    router.work("/samples") { visit in
      guard let count = visit.form["count"].flatMap(Int.init), count > 0 else {
        throw UserError("\(visit.words.howMany)? \(visit.form["count"] ?? "")")
      }
      let sample = try await DrawSample(count, name: visit.form["name"] ?? "").run(in: visit.open)
      return .redirect(Address("/code", ["sample": sample.drawing.sample.name]))
    }
  }

  private static func page(_ visit: Visit) throws -> Page {
    let status = try StudyStatus(of: visit.open)
    let assignments = try visit.open.study.assignments()
    let words = visit.words
    return Page(words.home, part: .home, scripts: ["home.js"]) { page in
      page.element("h1") { $0.name(visit.open.configuration.name) }
      page.element("dl", ["class": "tiles"]) { page in
        tile(status.posts, words.posts, in: &page)
        tile(status.media, words.pictures, in: &page)
        if status.unreadable > 0 { tile(status.unreadable, words.unreadable, in: &page) }
      }
      next(status, assignments, visit, in: &page)
      for notice in status.notices { page.element("p", ["class": "flag"], text: notice) }
      if !assignments.isEmpty { table(of: assignments, visit, in: &page) }
      if !status.samples.isEmpty { dealing(status.samples, visit, in: &page) }
      coders(status, words, in: &page)
      agreement(status, words, in: &page)
      if status.coders.contains(where: { $0.name == visit.open.configuration.gold && $0.coded > 0 }) {
        // Figures of a large corpus take a while; the rest of the page does not wait for them.
        page.element("div", ["data-part": "/home/best", "aria-live": "polite"]) { _ in }
      }
    }
  }

  /// A sample given to several people, with a share that two of them code.
  private static func dealing(_ samples: [String], _ visit: Visit, in page: inout Markup) {
    let words = visit.words
    page.element("details") { page in
      page.element("summary", text: words.steps.dealOut)
      page.form("/assign", visit, style: "row") { page in
        page.choice("sample", words.sample, samples, samples.first)
        page.element("label") { page in
          page.text(words.people)
          page.void(
            "input", ["name": "people", "placeholder": "anna, ben", "required": "", "maxlength": "2000"])
        }
        page.element("label") { page in
          page.text(words.steps.share)
          page.void(
            "input",
            ["type": "number", "name": "overlap", "min": "0", "max": "1", "step": "any", "value": "0.2"])
        }
        page.element("button", ["type": "submit", "class": "button quiet"], text: words.steps.dealThem)
      }
    }
  }

  /// The best coder of each variable.
  private static func best(_ visit: Visit) async throws -> Markup {
    let found = try await EvaluateCoders(
      EvaluationLoader.Question(gold: visit.open.configuration.gold)
    ).run(in: visit.open)
    var page = Markup()
    let machines = found.leaderboard.rows.filter { $0.coder.kind != .person && $0.coder.kind != .consensus }
    var seen: Set<String> = []
    let best = machines.filter { seen.insert($0.variable).inserted }
    guard !best.isEmpty else { return page }
    page.element("h2", text: visit.words.steps.best)
    page.table(
      [visit.words.variable, visit.words.coder, ""], label: visit.words.steps.best, numbers: 2...2
    ) { page in
      for row in best {
        page.element("tr") { page in
          page.element("td") { $0.name(row.variable) }
          page.element("th", ["scope": "row"]) { page in
            page.element("a", ["href": "/figures/leaderboard"]) { $0.name(row.coder.name) }
          }
          page.element(
            "td", ["class": "number", "title": row.figure.label], text: Figures.figure(row.figure))
        }
      }
    }
    return page
  }

  /// What is a coder's to do, and nothing of what others say.
  private static func ownWork(_ visit: Visit) throws -> Page {
    let words = visit.words
    let mine = try visit.open.study.assignments().filter { $0.coder == visit.person }
    return Page(words.home, part: .home) { page in
      page.element("h1") { $0.name(visit.open.configuration.name) }
      if let open = mine.first(where: { $0.done < $0.posts }) {
        page.element("section", ["class": "next", "aria-labelledby": "next"]) { page in
          page.element("h2", ["id": "next"], text: words.nextStep)
          goOn(open, words, in: &page)
        }
      } else {
        page.element("p", text: mine.isEmpty ? words.access.nothingAssigned : words.finished)
      }
      if !mine.isEmpty { table(of: mine, visit, in: &page) }
    }
  }

  private static func goOn(_ open: AssignmentProgress, _ words: Words, in page: inout Markup) {
    page.element("p", text: "\(open.sample): \(words.share(open.done, open.posts))")
    page.button(
      open.done == 0 ? words.startCoding : words.goOnCoding, to: Address("/code", ["sample": open.sample]))
  }

  private static func tile(_ count: Int, _ name: String, in page: inout Markup) {
    page.element("div") { page in
      page.element("dt", text: name)
      page.element("dd", text: Figures.count(count))
    }
  }

  /// What to do next, as a button where the app can do it, and as a command.
  private static func next(
    _ status: StudyStatus, _ assignments: [AssignmentProgress], _ visit: Visit, in page: inout Markup
  ) {
    let words = visit.words
    let mine = assignments.filter { $0.coder == visit.person || visit.person == nil }
    page.element("section", ["class": "next", "aria-labelledby": "next"]) { page in
      page.element("h2", ["id": "next"], text: words.nextStep)
      if let open = mine.first(where: { $0.done < $0.posts }) {
        goOn(open, words, in: &page)
      } else if status.posts > 0, status.samples.isEmpty {
        draw(status, visit, in: &page)
      } else if assignments.isEmpty, let sample = status.samples.first, !hasPeople(status) {
        page.element("p", text: "\(words.sample): \(sample)")
        page.button(words.startCoding, to: Address("/code", ["sample": sample]))
        page.element("p", ["class": "muted"], text: words.assignHint)
        page.element("p") {
          $0.element(
            "code", text: "codeframe assign --sample \(Shell.quoted(sample)) --to anna,ben --overlap 0.2")
        }
      } else {
        page.element("p", text: words.steps.text(of: status.next))
        doing(status.next, visit, in: &page)
        page.element("p", ["class": "muted"]) { page in
          page.text("\(words.asCommand): ")
          page.element("code", text: status.next.command)
        }
      }
    }
    page.newline()
  }

  /// The step as a button, where the app can do it.
  private static func doing(_ step: NextStep, _ visit: Visit, in page: inout Markup) {
    let words = visit.words
    let (what, coder, title): (String, String?, String)
    switch step.kind {
    case .codeUntaught(let name), .code(let name): (what, coder, title) = ("code", name, words.codeAll)
    case .train(let name, _): (what, coder, title) = ("train", name, words.train)
    case .report: (what, coder, title) = ("report", nil, words.makeReport)
    case .makeGold: return page.button(words.settle, to: Address("/settle"))
    case .importPosts, .codeByHand, .draw, .codeAgain, .nameCoder: return
    }
    page.form("/runs/start", visit) { page in
      page.hidden("what", what)
      if let coder { page.hidden("coder", coder) }
      page.element("button", ["type": "submit", "class": "button"], text: title)
    }
  }

  private static func hasPeople(_ status: StudyStatus) -> Bool {
    status.coders.contains { $0.kind == .person && $0.coded > 0 }
  }

  private static func draw(_ status: StudyStatus, _ visit: Visit, in page: inout Markup) {
    let words = visit.words
    page.element("p", text: words.noSample)
    page.form("/samples", visit, style: "row") { page in
      page.element("label") { page in
        page.text(words.howMany)
        page.void(
          "input",
          [
            "type": "number", "name": "count", "min": "1", "max": String(status.posts),
            "value": String(min(200, status.posts)), "required": "",
          ])
      }
      page.element("label") { page in
        page.text(words.sampleName)
        page.void("input", ["name": "name", "value": "main", "required": "", "maxlength": "200"])
      }
      page.element("button", ["class": "button", "type": "submit"], text: words.draw)
    }
  }

  private static func table(of assignments: [AssignmentProgress], _ visit: Visit, in page: inout Markup) {
    let words = visit.words
    page.element("h2", text: words.samples)
    page.table([words.sample, words.coder, words.done, words.overlap], numbers: 2...3) { page in
      for assignment in assignments {
        page.element("tr") { page in
          page.element("th", ["scope": "row"]) { $0.name(assignment.sample) }
          page.element("td") { $0.name(assignment.coder) }
          page.element("td", ["class": "number"]) { page in
            page.element(
              "progress", ["max": String(assignment.posts), "value": String(assignment.done)],
              text: words.share(assignment.done, assignment.posts))
            page.text(" " + words.share(assignment.done, assignment.posts))
          }
          page.element("td", ["class": "number"], text: Figures.count(assignment.overlap))
        }
      }
    }
  }

  private static func coders(_ status: StudyStatus, _ words: Words, in page: inout Markup) {
    page.element("h2", text: words.coders)
    let coders = status.coders.filter { $0.coded + $0.abstained + $0.failed > 0 }
    guard !coders.isEmpty else {
      page.element("p", ["class": "empty"], text: words.noCoders)
      return
    }
    page.table([words.coder, words.kind, words.coded, words.abstained, words.failed], numbers: 2...4) {
      page in
      for coder in coders {
        page.element("tr") { page in
          page.element("th", ["scope": "row"]) { page in
            page.name(coder.name)
            if coder.isStale == true { page.element("span", ["class": "flag"], text: words.stale) }
          }
          page.element("td", text: coder.kind.rawValue)
          for count in [coder.coded, coder.abstained, coder.failed] {
            page.element("td", ["class": "number"], text: Figures.count(count))
          }
        }
      }
    }
  }

  private static func agreement(_ status: StudyStatus, _ words: Words, in page: inout Markup) {
    page.element("h2", text: words.agreement)
    guard !status.agreement.isEmpty else {
      page.element("p", ["class": "empty"], text: words.noAgreement)
      return
    }
    page.table([words.variable, words.alphaOf, words.posts, words.people], numbers: 1...2) { page in
      for agreement in status.agreement {
        page.element("tr") { page in
          page.element("th", ["scope": "row"]) { $0.name(agreement.variable) }
          page.element("td", ["class": "number"], text: agreement.text)
          page.element("td", ["class": "number"], text: Figures.count(agreement.posts))
          page.element("td", text: agreement.coders.joined(separator: ", "))
        }
      }
    }
  }
}

extension Markup {
  /// A table with a head; one that is too wide can be moved sideways.
  ///
  /// The columns at `numbers` stand to the right. Without a label the table goes by its first head.
  mutating func table(
    _ heads: [String], label: String? = nil, numbers: ClosedRange<Int>, _ rows: (inout Markup) -> Void
  ) {
    element(
      "div", ["class": "wide", "tabindex": "0", "role": "region", "aria-label": label ?? heads[0]]
    ) { page in
      page.element("table") { page in
        page.element("thead") { page in
          page.element("tr") { page in
            for (place, head) in heads.enumerated() {
              page.element(
                "th", ["scope": "col", "class": numbers.contains(place) ? "number" : nil], text: head)
            }
          }
        }
        page.element("tbody", [:], rows)
      }
    }
    newline()
  }
}
