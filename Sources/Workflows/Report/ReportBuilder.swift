import ContentCoding
import Foundation
import Pages
import Storage

/// Gathers what a report shows.
package struct ReportBuilder {
  package let open: OpenStudy
  package let showsPictures: Bool

  /// A builder of the report of `open`.
  package init(open: OpenStudy, showsPictures: Bool) {
    self.open = open
    self.showsPictures = showsPictures
  }

  /// The report's content as of `date`.
  package func content(at date: Date) async throws -> ReportContent {
    let study = open.study
    let configuration = open.configuration
    let summaries = try study.coders()
    let gold = try GoldCodings(of: configuration.gold, in: open)
    var chosen = GalleryChoice(of: summaries.map(\.identity).filter { $0.kind != .person }, gold: gold, open)
    var unscaled = try unscaledAnswers(of: summaries, gold: gold)
    let evaluation = try await evaluation(against: gold, coders: chosen.coders) { coding, coder in
      chosen.add(coding, by: coder)
      unscaled[coder]?.add(coding)
    }
    // Models beside people are told of under each variable.
    let agreement = try await MeasureAgreement(ofPeopleAmong: summaries).run(in: open)
    let leaderboard = try evaluation.map { Leaderboard($0, facts: try open.coderFacts()) }
    return ReportContent(
      study: configuration.name, generatedAt: date, version: ProgramVersion.current, seed: configuration.seed,
      counts: ReportContent.Counts(
        posts: try study.postCount(), media: try study.mediaCount(), goldPosts: gold.values.count),
      codebook: configuration.codebook,
      coders: summaries.filter { !$0.counts.isEmpty }.map { summary in
        let counts = { (status: Answer.Status) in summary.counts.values.reduce(0) { $0 + ($1[status] ?? 0) } }
        return ReportContent.CoderSummary(
          coder: summary.identity, coded: counts(.coded), abstained: counts(.abstained),
          failed: counts(.failed))
      },
      runs: try study.runs(), evaluation: evaluation,
      agreements: agreement.variables.compactMap(\.agreement),
      leaderboard: leaderboard,
      corpus: try await corpus(by: leaderboard, coded: summaries),
      methods: try await Cite(knowing: leaderboard, agreement, coded: summaries).run(in: open).methods,
      unscaled: try unscaled.sorted { $0.key < $1.key }.flatMap { coder, answers in
        try answers.calibrations().sorted { $0.key < $1.key }.map { variable, calibration in
          UnscaledCalibration(coder: coder, variable: variable, calibration)
        }
      },
      courses: try courses(),
      duplicates: try await duplicates(),
      galleries: try await galleries(of: chosen.galleries.map(whole), gold: gold))
  }

  /// Every coder against gold, nil where gold has coded nothing; each coding is read once, and shown to `visit` too.
  private func evaluation(
    against gold: GoldCodings, coders: [String], visiting visit: (Coding, String) -> Void
  ) async throws -> Evaluation? {
    guard gold.values.isEmpty else {
      let question = EvaluationLoader.Question(gold: gold.coder)
      return try await EvaluationLoader(open: open).evaluation(question, visiting: visit)
    }
    for coder in coders {
      try open.study.forEachCurrentValue(coder: coder) { visit($0, coder) }
    }
    return nil
  }

  /// No answers yet of each coder whose codings come from the heads that the study keeps.
  private func unscaledAnswers(
    of summaries: [CoderSummary], gold: GoldCodings
  ) throws -> [String: UnscaledAnswers] {
    var answers: [String: UnscaledAnswers] = [:]
    for summary in summaries {
      let name = summary.identity.name
      guard let coder = open.configuration.coder(named: name),
        let kind = CoderKinds.setup(for: coder.parameters) as? any LearningSetup.Type,
        let stored = try open.study.head(of: name), stored.configurationOfCodings == summary.configuration,
        let heads = kind.heads(in: stored)
      else { continue }
      answers[name] = UnscaledAnswers(of: heads, gold: gold)
    }
    return answers
  }

  /// Larger corpora have no shares in the report: `codeframe prevalence` makes them.
  private static let corpusLimit = 200_000

  /// Shares of each variable by its best machine that has coded nine posts in ten.
  private func corpus(by leaderboard: Leaderboard?, coded: [CoderSummary]) async throws -> [CorpusShares] {
    let posts = try open.study.postCount()
    guard let leaderboard, posts <= Self.corpusLimit else { return [] }
    var found: [CorpusShares] = []
    for variable in open.configuration.codebook.variables where variable.type.hasLabels {
      try Task.checkCancellation()
      let best = leaderboard.rows.first { row in
        let counts = coded.first { $0.identity.name == row.coder.name }?.counts[variable.name]
        return row.variable == variable.name && row.figure.value.value != nil
          && row.coder.kind != .person && 10 * (counts?[.coded] ?? 0) >= 9 * posts
      }
      if let best { found.append(try await shares(of: variable, by: best.coder.name)) }
    }
    return found
  }

  private func shares(of variable: Variable, by coder: String) async throws -> CorpusShares {
    do {
      let found = try await EstimateShares(of: variable.name, by: coder).run(in: open)
      return CorpusShares(
        variable: variable.name, coder: coder,
        rows: found.rows.map { row in
          CorpusShares.Row(
            category: row.category,
            naive: row.estimates.first { $0.method == .naive }?.share ?? .undefined(.noObservations),
            corrected: row.estimates.first { $0.method == .predictionPowered })
        })
    } catch let problem as UserError {
      let values = try open.values(of: variable, by: coder)
      var counts: [String: Int] = [:]
      for value in values.values {
        if case .tags(let tags) = value {
          for tag in tags { counts[tag, default: 0] += 1 }
        } else {
          counts[value.text, default: 0] += 1
        }
      }
      return CorpusShares(
        variable: variable.name, coder: coder,
        rows: variable.labels.map { label in
          CorpusShares.Row(
            category: label,
            naive: values.isEmpty
              ? .undefined(.noObservations) : .defined(Double(counts[label] ?? 0) / Double(values.count)),
            corrected: nil)
        }, obstacle: problem.description)
    }
  }

  /// How the study's coders were trained last, of those whose training takes a course.
  private func courses() throws -> [LearningCourse] {
    try open.configuration.coders.flatMap { coder -> [LearningCourse] in
      guard let kind = CoderKinds.setup(for: coder.parameters) as? any ShowsCourse.Type,
        let stored = try open.study.head(of: coder.name)
      else { return [] }
      // What a coder of the same name and another kind learned before has no course.
      return (try? kind.courses(in: stored, of: coder.name)) ?? []
    }
  }

  /// The marked duplicates; nil where none are.
  private func duplicates() async throws -> ReportDuplicates? {
    let marked = try open.study.duplicates()
    guard !marked.isEmpty else { return nil }
    let shown = ReportDuplicates.shown(of: marked).map { ($0, ReportDuplicates.shownPosts(of: $0)) }
    let posts = showsPictures ? try open.study.posts(withIDs: shown.flatMap(\.1)) : []
    let pictures = try await Thumbnails(folder: open.folder).pictures(of: posts)
    return ReportDuplicates(
      marked,
      shown: shown.map { group, posts in
        ReportDuplicates.Group(
          group,
          pictures: posts.map { post in
            (post, showsPictures ? pictures[post] ?? .missing("the post is gone") : .leftOut)
          })
      }, isSensitive: open.configuration.codebook.isSensitive)
  }

  /// The same gallery with all that is stored of its codings: they were chosen by value and confidence alone.
  private func whole(_ gallery: GalleryChoice.Gallery) throws -> GalleryChoice.Gallery {
    let stored = try open.study.currentCodings(
      coder: gallery.coder, variable: gallery.variable.name, in: .ids(gallery.codings.map(\.postID)))
    let byPost = Dictionary(
      stored.map { ($0.coding.postID, $0.coding) }, uniquingKeysWith: { first, _ in first })
    var gallery = gallery
    gallery.codings = gallery.codings.map { byPost[$0.postID] ?? $0 }
    return gallery
  }

  private func galleries(
    of choices: [GalleryChoice.Gallery], gold: GoldCodings
  ) async throws -> [ReportGallery] {
    let ids = Set(choices.flatMap { $0.codings.map(\.postID) }).sorted()
    let posts = try open.study.posts(withIDs: ids)
    let byID = Dictionary(posts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let pictures = showsPictures ? try await Thumbnails(folder: open.folder).pictures(of: posts) : [:]
    return choices.map { choice in
      ReportGallery(
        title: choice.title, variable: choice.variable.name, coder: choice.coder,
        items: choice.codings.compactMap { coding in
          byID[coding.postID].map { post in
            ReportItem(
              post: post, coding: coding, gold: gold.values[post.id]?[choice.variable.name],
              picture: showsPictures ? pictures[post.id] ?? .leftOut : .leftOut,
              isSensitive: open.configuration.codebook.isSensitive)
          }
        })
    }
  }
}
