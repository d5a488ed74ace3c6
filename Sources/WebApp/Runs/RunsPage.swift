import ContentCoding
import Foundation
import Pages
import Workflows

/// What machines do: training, coding and the report are started here, looked at and stopped.
struct RunsPage: AppRoutes {
  let jobs: JobDesk

  func add(to router: AppRouter) {
    router.page("/runs") { visit in
      if visit.wantsFile { return try Self.file(visit) }
      return visit["part"] == nil ? .page(try page(visit)) : .part(part(visit))
    }
    router.action("/runs/start") { visit in
      try start(visit)
      return .redirect(Address("/runs"))
    }
    router.action("/runs/stop") { _ in
      jobs.stop()
      return .redirect(Address("/runs"))
    }
    router.action("/runs/answer") { visit in
      if let question = visit.form["question"].flatMap(Int.init) {
        jobs.answer(question, visit.form["agrees"] == "1")
      }
      return .redirect(Address("/runs"))
    }
    router.page("/report") { visit in
      guard let page = try? Data(contentsOf: Self.report(in: visit.open)) else {
        return .problem(.notFound, visit.words.noReport)
      }
      return .document(Array(page))
    }
  }

  private static func report(in open: OpenStudy) -> URL { open.folder.appending(path: "cache/report.html") }

  private func start(_ visit: Visit) throws {
    let coder = visit.form["coder"] ?? ""
    switch visit.form["what"] {
    case "train":
      _ = try visit.open.coder(named: coder)
      try jobs.start("codeframe train \(Shell.quoted(coder))") { open in
        let trained = try await Train(coder: coder).run(in: open)
        return trained.comparisons.map { comparison in
          "\(comparison.variable): \(comparison.main.label) \(Figures.figure(comparison.main.value)), "
            + Figures.count(comparison.counts.compared, "post")
        } + trained.remarks + [try open.nextStep().text]
      }
    case "code":
      _ = try visit.open.coder(named: coder)
      try jobs.start("codeframe code \(Shell.quoted(coder))") { open in
        switch try await Code(coder: coder).run(in: open) {
        case .done(let summary): return summary.text.split(separator: "\n").map(String.init)
        case .nothing: return [try open.nextStep().text]
        case .planned, .handedIn: return []
        }
      }
    case "report":
      try jobs.start("codeframe report") { open in
        let report = HTMLReport(try await ReportBuilder(open: open, showsPictures: true).content(at: Date()))
        var page = ""
        report.write(to: &page)
        let file = Self.report(in: open)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(page.utf8).write(to: file, options: .atomic)
        return []
      }
    default: throw UserError("there is no such work to start")
    }
  }

  private func page(_ visit: Visit) throws -> Page {
    let words = visit.words
    let hasReport = FileManager.default.fileExists(atPath: Self.report(in: visit.open).path)
    let coders = visit.open.configuration.coders
    let runs = try visit.open.study.runs()
    return Page(words.runs, part: .runs, scripts: ["runs.js"]) { page in
      page.element("h1", text: words.runs)
      page.element("div", ["class": "row"]) { page in
        start("report", nil, words.makeReport, visit, style: "button", in: &page)
        if hasReport { page.button(words.openReport, to: Address("/report"), style: "button quiet") }
      }
      page.element("h2", text: words.machines)
      if coders.isEmpty { page.element("p", ["class": "empty"], text: words.noMachines) }
      page.element("ul", ["class": "machines"]) { page in
        for coder in coders {
          page.element("li") { page in
            page.element("span") { page in
              page.element("strong") { $0.name(coder.name) }
              page.element("span", ["class": "muted"], text: " \(coder.parameters.kind.rawValue)")
            }
            page.element("span", ["class": "row"]) { page in
              if coder.parameters.teacher != nil {
                start("train", coder.name, words.train, visit, style: "button quiet", in: &page)
              }
              start("code", coder.name, words.codeAll, visit, style: "button quiet", in: &page)
            }
          }
        }
      }
      page.element("h2", text: words.sinceStart)
      page.element("div", ["id": "jobs", "aria-live": "polite"]) { $0.append(part(visit)) }
      page.element("h2", text: words.explore.runsSoFar)
      history(runs, words, in: &page)
      page.element("p") { $0.downloadButton(visit) }
    }
  }

  /// All runs as a file.
  private static func file(_ visit: Visit) throws -> Reply {
    try .table(
      ["run", "coder", "state", "started_at", "seconds", "coded", "abstained", "failed", "cost_usd"],
      visit.open.study.runs().map { run in
        [
          run.id, run.coder.name, run.state.rawValue, run.startedAt.formatted(.iso8601),
          Figures.decimal(run.seconds, places: 3), String(run.tally.coded), String(run.tally.abstained),
          String(run.tally.failed), run.tally.cost.map(Figures.dollars) ?? "",
        ]
      }, name: "runs.csv")
  }

  private static let shownRuns = 100

  /// What was run in the study, here or on the command line.
  private func history(_ runs: [Run], _ words: Words, in page: inout Markup) {
    guard !runs.isEmpty else {
      page.element("p", ["class": "empty"], text: words.explore.noRuns)
      return
    }
    page.table(
      [
        words.time, words.coder, words.explore.machine, words.coded, words.abstained, words.failed,
        words.explore.seconds, words.explore.cost,
      ], numbers: 3...7
    ) { page in
      for run in runs.suffix(Self.shownRuns).reversed() {
        page.element("tr") { page in
          page.element("td", text: run.startedAt.formatted(.iso8601))
          page.element("th", ["scope": "row"]) { $0.name(run.coder.name) }
          page.element("td", text: run.state.rawValue)
          for count in [run.tally.coded, run.tally.abstained, run.tally.failed] {
            page.element("td", ["class": "number"], text: Figures.count(count))
          }
          page.element("td", ["class": "number"], text: Figures.decimal(run.seconds, places: 1))
          page.element(
            "td", ["class": "number"], text: run.tally.cost.map { "US$ \(Figures.dollars($0))" } ?? "")
        }
      }
    }
  }

  private func start(
    _ what: String, _ coder: String?, _ title: String, _ visit: Visit, style: String, in page: inout Markup
  ) {
    page.form("/runs/start", visit) { page in
      page.hidden("what", what)
      if let coder { page.hidden("coder", coder) }
      page.element("button", ["type": "submit", "class": style], text: title)
    }
  }

  /// The jobs as they stand, which the page's script asks for again.
  private func part(_ visit: Visit) -> Markup {
    var page = Markup()
    let jobs = jobs.jobs
    if jobs.isEmpty { page.element("p", ["class": "empty"], text: visit.words.nothingRuns) }
    for job in jobs { write(job, visit, to: &page) }
    return page
  }

  private func write(_ job: Job, _ visit: Visit, to page: inout Markup) {
    let words = visit.words
    page.element("section", ["class": "job", "data-running": job.state == .running ? "" : nil]) { page in
      page.element("h3") { page in
        page.element("code", text: job.title)
        page.element(
          "span", ["class": job.state == .failed ? "flag" : "mark"], text: words.name(of: job.state))
      }
      if let progress = job.progress {
        page.element(
          "progress",
          ["max": "100", "value": progress.percent.map { String($0) }, "aria-label": job.title],
          text: progress.text)
        page.element("span", text: " " + progress.text)
      }
      if !job.notices.isEmpty {
        page.element("pre", ["class": "said"], text: job.notices.joined(separator: "\n"))
      }
      if let question = job.question { ask(question, visit, in: &page) }
      if job.state == .running {
        page.form("/runs/stop", visit) { page in
          page.element("button", ["type": "submit", "class": "button quiet"], text: words.stop)
        }
      }
    }
  }

  private func ask(_ question: Job.Question, _ visit: Visit, in page: inout Markup) {
    page.form("/runs/answer", visit, style: "conflict") { page in
      page.element("p", text: question.text)
      page.hidden("question", String(question.number))
      page.element("p", ["class": "row"]) { page in
        for (answer, title) in [("1", visit.words.yes), ("0", visit.words.no)] {
          page.element(
            "button", ["type": "submit", "name": "agrees", "value": answer, "class": "button quiet"],
            text: title)
        }
      }
    }
  }
}

extension Words {
  fileprivate func name(of state: Job.State) -> String {
    switch state {
    case .running: running
    case .done: done
    case .failed: failed
    case .stopped: stopped
    }
  }
}
