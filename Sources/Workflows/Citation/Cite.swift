import ContentCoding
import Reliability
import Storage

/// Writes what a paper says of how posts were coded, and the works to cite.
package struct Cite: Workflow, Sendable {
  /// What machines and people were found to be worth; without a leaderboard nothing is said of machines.
  private struct Findings {
    let leaderboard: Leaderboard?
    let agreement: StudyAgreement
    /// What each coder has coded.
    let coded: [CoderSummary]
  }

  /// What is known already; nil to find out.
  private let known: Findings?

  /// A methods paragraph.
  package init() {
    known = nil
  }

  /// A methods paragraph of what has been evaluated; without a leaderboard it says nothing of machines.
  init(knowing leaderboard: Leaderboard?, _ agreement: StudyAgreement, coded: [CoderSummary]) {
    known = Findings(leaderboard: leaderboard, agreement: agreement, coded: coded)
  }

  /// What came of it.
  package struct Outcome: Encodable, Sendable {
    /// Sentences, ready to be edited.
    package let methods: String
    /// BibTeX entries of the methods and models that were used.
    package let bibliography: String
  }

  package func run(in open: OpenStudy) async throws -> Outcome {
    let findings = if let known { known } else { try await findings(in: open) }
    let agreement = findings.agreement
    let runs = try newestRuns(in: open)
    var sentences = [try opening(in: open)]
    sentences += agreement.variables.compactMap(Self.sentence)
    sentences += goldSentence(of: open.configuration.gold, among: findings.coded)
    if let leaderboard = findings.leaderboard { sentences += Self.sentences(of: leaderboard, runs) }
    let works =
      Self.works(
        agreement: agreement.variables.contains { $0.agreement != nil },
        kinds: Set(runs.values.map(\.coder.kind)), rules: runs.values.map(\.configurationText))
      + runs.values.flatMap(\.models).map(Self.entry)
    var seen: Set<String> = []
    return Outcome(
      methods: sentences.joined(separator: " "),
      bibliography: works.filter { seen.insert($0).inserted }.joined(separator: "\n\n"))
  }

  private func newestRuns(in open: OpenStudy) throws -> [String: Run] {
    Dictionary(
      try open.study.runs().sorted { $0.startedAt < $1.startedAt }.map { ($0.coder.name, $0) },
      uniquingKeysWith: { _, last in last })
  }

  private func opening(in open: OpenStudy) throws -> String {
    "\(Figures.count(try open.study.postCount(), "post")) were coded with Codeframe \(ProgramVersion.current) by the codebook "
      + "\(String(open.codebook.hex.prefix(12))) (\(open.configuration.codebook.variables.map(\.name).joined(separator: ", ")))."
  }

  private static func sentence(_ variable: StudyAgreement.OfVariable) -> String? {
    guard let found = variable.agreement else { return nil }
    let main = found.main
    guard let value = main.value.value else { return nil }
    return
      "\(found.variable) was coded by \(list(found.coders.map(\.name))) independently; on the \(Figures.count(found.agreement.pairableUnits)) posts that two or "
      + "more of them coded, \(main.label) was \(Figures.decimal(value, places: 2))\(interval(main.interval))."
  }

  private func goldSentence(of gold: String, among coded: [CoderSummary]) -> [String] {
    guard let summary = coded.first(where: { $0.identity.name == gold }) else { return [] }
    let count = summary.counts.values.map { $0[.coded] ?? 0 }.max() ?? 0
    guard count > 0 else { return [] }
    let what = summary.identity.kind == .consensus ? "a consensus of the coders" : "the codings of \(gold)"
    return ["The truth that machines were held against was \(what) (\(Figures.count(count, "post")))."]
  }

  private func findings(in open: OpenStudy) async throws -> Findings {
    var question = EvaluationLoader.Question(gold: open.configuration.gold)
    question.isGoldNamed = true
    let coded = try open.study.coders()
    return Findings(
      leaderboard: try? await EvaluateCoders(question).run(in: open).leaderboard,
      agreement: try await MeasureAgreement(ofPeopleAmong: coded).run(in: open), coded: coded)
  }

  private static func sentences(of leaderboard: Leaderboard, _ runs: [String: Run]) -> [String] {
    leaderboard.rows.filter { $0.coder.kind != .person && $0.figure.value.value != nil }.map { row in
      let models =
        runs[row.coder.name]?.models.map { model in
          model.revision.map { "\(model.name), revision \($0)" } ?? model.name
        } ?? []
      let with = models.isEmpty ? "" : " with \(list(models))"
      let price = row.costPerThousand.map { ", at US$ \(Figures.dollars($0)) for 1,000 posts" } ?? ""
      return
        "\(row.coder.name) (\(row.coder.kind.withArticle) coder\(with)) reached for \(row.variable) a \(row.figure.kind.label) of "
        + "\(Figures.decimal(row.figure.value.value ?? 0, places: 2))\(interval(row.figure.interval)) on "
        + "\(Figures.count(row.posts, "gold post"))\(price)."
    }
  }

  private static func interval(_ interval: Estimate<Interval>?) -> String {
    guard let interval = interval?.value else { return "" }
    return
      " (95 % interval \(Figures.decimal(interval.lower, places: 2)) to \(Figures.decimal(interval.upper, places: 2)))"
  }

  private static func list(_ names: [String]) -> String {
    names.count < 2 ? names.joined() : names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
  }
}
