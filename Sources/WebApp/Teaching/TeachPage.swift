import ContentCoding
import Foundation
import Pages
import Reliability
import Storage
import Workflows

/// A coder is taught here (active learning): round by round by the posts that teach it most.
struct TeachPage: AppRoutes {
  let jobs: JobDesk

  func add(to router: AppRouter) {
    router.page("/teach") { visit in .page(try Self.page(visit)) }
    router.page("/teach/slips") { visit in try Self.slips(visit) }
    router.page("/teach/curve.svg") { visit in
      .bytes(Array(try Self.curve(visit).utf8), type: "image/svg+xml", tag: Self.tag(visit))
    }
    router.action("/teach/start") { visit, person in
      try start(visit, person)
      return .redirect(Address("/runs"))
    }
  }

  private func start(_ visit: Visit, _ person: Person) throws {
    let form = visit.form
    guard let coder = form["coder"], let strategy = form["strategy"].flatMap(DrawToTeach.Strategy.init),
      let count = form["posts"].flatMap(Int.init), (1...1000).contains(count),
      let random = form["random"].flatMap(Double.init), (0...1).contains(random)
    else { throw UserError("a round takes a coder, 1 to 1000 posts, and a share at random from 0 to 1") }
    let people = (form["people"] ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
    var round = TeachRound(for: coder, by: strategy, to: people.isEmpty ? [person.name] : people)
    round.count = count
    round.randomShare = random
    try TeachingRounds.begin(round, jobs)
  }

  private static func page(_ visit: Visit) throws -> Page {
    let words = visit.words.teach
    let rounds = try visit.open.study.teachingRounds()
    let progress = try visit.open.study.assignments()
    return Page(words.teach, part: .teach) { page in
      page.element("h1", text: words.teach)
      page.element("p", text: words.why)
      if let last = rounds.last {
        page.element("section", ["class": "next", "aria-labelledby": "now"]) { page in
          page.element("h2", ["id": "now"], text: last.sample)
          for one in progress where one.sample == last.sample {
            page.element("p", text: "\(one.coder): \(visit.words.share(one.done, one.posts))")
          }
          page.button(words.codeThese, to: Address("/code", ["sample": last.sample]))
        }
      }
      start(visit, last: rounds.last, in: &page)
      page.element("h2", text: words.rounds)
      table(of: rounds, words, in: &page)
      if rounds.count(where: { !$0.figures.isEmpty }) > 1 {
        page.void("img", ["src": "/teach/curve.svg?v=\(tag(visit))", "alt": words.rounds, "class": "chart"])
      }
      page.element("p") { $0.button(words.slips, to: Address("/teach/slips"), style: "button quiet") }
    }
  }

  private static func start(_ visit: Visit, last: TeachingRound?, in page: inout Markup) {
    let words = visit.words.teach
    let learners = visit.open.configuration.coders.filter { $0.parameters.teacher != nil }.map(\.name)
    guard !learners.isEmpty else { return page.element("p", ["class": "empty"], text: words.noLearner) }
    let names = ["uncertain": words.uncertain, "diverse": words.diverse, "cluster": words.cluster]
    page.form("/teach/start", visit, style: "row") { page in
      page.choice("coder", words.coder, learners, last?.coder)
      page.element("label") { page in
        page.text(words.strategy)
        page.element("select", ["name": "strategy"]) { page in
          for strategy in DrawToTeach.Strategy.allCases.map(\.rawValue) {
            page.element(
              "option", ["value": strategy, "selected": strategy == last?.strategy ? "" : nil],
              text: names[strategy] ?? strategy)
          }
        }
      }
      for (name, label, value, step) in [
        ("posts", words.posts, String(last?.posts ?? 10), "1"),
        ("random", words.atRandom, String(last?.randomShare ?? 0.2), "any"),
      ] {
        page.element("label") { page in
          page.text(label)
          page.void("input", ["type": "number", "name": name, "min": "0", "step": step, "value": value])
        }
      }
      page.field(
        "people", words.people, last?.people.joined(separator: ", ") ?? visit.person, type: "text")
      page.element("button", ["type": "submit", "class": "button"], text: words.begin)
    }
    page.element("p", ["class": "muted"], text: words.atRandomWhy)
  }

  private static func table(of rounds: [TeachingRound], _ words: TeachWords, in page: inout Markup) {
    guard !rounds.isEmpty else { return page.element("p", ["class": "empty"], text: words.noRounds) }
    page.table([words.round, words.coder, words.learned, words.rounds], numbers: 2...2) { page in
      for round in rounds {
        page.element("tr") { page in
          page.element("th", ["scope": "row"], text: String(round.number))
          page.element("td") { $0.name(round.coder) }
          page.element("td", ["class": "number"], text: Figures.count(round.learned))
          page.element(
            "td",
            text: round.figures.map { figure in
              "\(figure.variable): \(figure.value.map { Figures.decimal($0, places: 3) } ?? "–")"
            }.joined(separator: ", "))
        }
      }
    }
  }

  /// Figures over the codings that were learned from, a line a variable; those of numbers, where less is better, are left out.
  private static func curve(_ visit: Visit) throws -> String {
    let all = try visit.open.study.teachingRounds()
    let rounds = all.filter { !$0.figures.isEmpty && $0.coder == all.last?.coder }
    let variables = Set(
      rounds.flatMap(\.figures).filter { $0.statistic != StatisticKind.meanAbsoluteError.id }.map(\.variable)
    ).sorted()
    return SharesChart(
      title: visit.words.teach.rounds, parts: rounds.map { Figures.count($0.learned) },
      series: variables.map { variable in
        SharesChart.Series(
          name: variable,
          points: rounds.map { round in
            round.figures.first { $0.variable == variable }?.value.map { .init(share: $0, interval: nil) }
          })
      }
    ).svg()
  }

  private static func tag(_ visit: Visit) -> String {
    let rounds = (try? visit.open.study.teachingRounds()) ?? []
    return String(Fingerprint(of: rounds.map { "\($0)" }).hex.prefix(16))
  }

  private static func slips(_ visit: Visit) throws -> Reply {
    let words = visit.words.teach
    let slips = try FindSlips().run(in: visit.open)
    if visit.wantsFile {
      return try .table(
        ["post_id", "variable", "gold", "perhaps", "says", "probability"],
        slips.map {
          [
            $0.post, $0.variable, $0.gold, $0.instead, $0.coder ?? $0.duplicate ?? "",
            $0.probability.map { Figures.decimal($0, places: 6) } ?? "",
          ]
        }, name: "slips.csv")
    }
    return .page(
      Page(words.slips, part: .teach) { page in
        page.element("h1", text: words.slips)
        page.element("p", text: words.slipsWhy)
        guard !slips.isEmpty else { return page.element("p", ["class": "empty"], text: words.noSlips) }
        page.table(
          [
            visit.words.posts, visit.words.variable, words.goldSays, words.perhaps, words.whoSays,
            words.probability,
          ],
          numbers: 5...5
        ) { page in
          for slip in slips.prefix(500) {
            page.element("tr") { page in
              page.element("th", ["scope": "row"]) { page in
                page.element("a", ["href": Address("/post", ["id": slip.post]).description]) {
                  $0.name(slip.post)
                }
              }
              page.element("td") { $0.name(slip.variable) }
              page.element("td") { $0.name(slip.gold) }
              page.element("td") { $0.name(slip.instead) }
              page.element(
                "td", text: slip.coder ?? String(format: words.duplicate, slip.duplicate ?? ""))
              page.element(
                "td", ["class": "number"], text: slip.probability.map { Figures.decimal($0, places: 3) } ?? ""
              )
            }
          }
        }
        page.element("p") { $0.downloadButton(visit) }
      })
  }
}

/// Has rounds of teaching follow each other while people code.
enum TeachingRounds {
  /// Starts a round in the background.
  static func begin(_ round: TeachRound, _ jobs: JobDesk) throws {
    try jobs.start("codeframe assign --by \(round.strategy.rawValue) --coder \(Shell.quoted(round.coder))") {
      open in
      let made = try await round.run(in: open)
      return [
        "\(made.sample): \(Figures.count(made.posts, "post")) for \(made.people.joined(separator: ", "))"
      ]
        + made.figures.map {
          "\($0.variable): \($0.value.map { Figures.decimal($0, places: 3) } ?? "undefined")"
        }
    }
  }

  /// Starts the round after that of `sample`, once everybody is done with it; nothing where it is no round's, or another job runs.
  static func goOn(after sample: String, in open: OpenStudy, _ jobs: JobDesk) throws {
    guard let last = try open.study.teachingRounds().last, last.sample == sample,
      try open.study.assignments().allSatisfy({ $0.sample != sample || $0.done == $0.posts })
    else { return }
    try? begin(TeachRound(after: last), jobs)
  }
}
