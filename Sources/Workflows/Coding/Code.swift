import ContentCoding
import Foundation
import Inference
import ModelCoders
import Storage

/// Lets a coder code what it has not coded yet.
package struct Code: Workflow, Sendable {
  /// The coder's name in the study's file.
  package let coder: String
  /// Where models compute.
  package var provider = Provider.cpu
  /// The posts.
  package var posts = PostChoice()
  /// Whether every post that failed is tried again, not only what may get better by itself.
  package var retriesFailed = false
  /// How an endpoint is asked.
  package var asking = AskingSettings()
  /// What the person has agreed to before.
  package var consent = Consent.Given()
  /// Whether requests are handed in as a batch.
  package var isBatch = false
  /// Hears how a coder does that had to be trained first, before it codes.
  package var onTrained: @Sendable (Train.Outcome) -> Void = { _ in }

  /// The coding by `coder`.
  package init(coder: String) {
    self.coder = coder
  }

  /// What came of it.
  package enum Outcome: Sendable {
    /// So many posts would be coded, and of a prompted coder so much would be asked.
    case planned(posts: Int, requests: RequestCount?)
    /// A batch was handed in.
    case handedIn
    /// There was nothing to do; so many posts failed before.
    case nothing(ofAll: Bool, failed: Int)
    /// A run coded what was left.
    case done(RunSummary)
  }

  package func run(in open: OpenStudy) async throws -> Outcome {
    let workshop = try workshop(in: open)
    let ready = try await self.ready(workshop)
    let retry: Retry = asking.isFresh ? .olderThan(Date()) : retriesFailed ? .all : .transient
    var uncoded = UncodedPosts(
      open: open, coder: coder, configuration: ready.configuration,
      variables: workshop.bench.variables.map(\.name), retry: retry, selection: try posts.selection(in: open))
    var total = try uncoded.count()
    let prompted = workshop as? PromptedWorkshop
    if asking.isDry {
      guard let prompted else { return .planned(posts: total, requests: nil) }
      return .planned(posts: total, requests: try await RequestCount(of: uncoded, by: prompted))
    }
    if let prompted {
      guard let asked = try await postsToAsk(prompted, uncoded, total: total) else { return .handedIn }
      uncoded.selection = asked
      total = try uncoded.count()
    }
    let progress = SessionProgress(
      total: total, looksAtMedia: !workshop.extractors.ofMedia.isEmpty, for: open.listener)
    let session = CodingSession(
      uncoded: uncoded, coder: ready.coder, configurationText: try workshop.configurationText,
      models: workshop.models, pipeline: workshop.pipeline { progress.look(at: $0) }, progress: progress,
      announcements: ready.announcements)
    defer { progress.clear() }
    guard let run = try await session.run() else {
      return .nothing(ofAll: uncoded.selection == .all, failed: try uncoded.countWithFailed())
    }
    return .done(
      RunSummary(
        run: run, items: workshop.extractors.items, reasons: try open.study.failureReasons(ofRun: run.id),
        posts: try open.study.postCount(ofRun: run.id), next: try open.nextStep()))
  }

  private func workshop(in open: OpenStudy) throws -> any CoderWorkshop {
    var bench = try open.bench(for: coder, on: provider)
    bench.asking = asking
    // What failed on an answer would fail on the same answer again.
    if retriesFailed { bench.asking.isFresh = true }
    return try bench.workshop()
  }

  private func ready(_ workshop: any CoderWorkshop) async throws -> ReadyCoder {
    let listener = workshop.bench.open.listener
    if let ready = try await workshop.ready() {
      for notice in ready.notices { listener.notice(notice) }
      return ready
    }
    listener.notice("\(coder) has not been trained for this configuration; training it first")
    let (ready, outcome) = try await Train.run(workshop)
    onTrained(outcome)
    return ready
  }

  /// Gets the person's consent, and sees to batches.
  ///
  /// - Returns: the posts that are asked about now; nil where all was handed in as a batch.
  private func postsToAsk(
    _ workshop: PromptedWorkshop, _ uncoded: UncodedPosts, total: Int
  ) async throws -> PostSelection? {
    let errand = BatchErrand(workshop: workshop, uncoded: uncoded)
    if let waiting = try await errand.takeFinished() {
      workshop.bench.open.listener.notice(waiting)
      // What a batch still holds is paid for: only what is answered is coded now.
      return .ids(try await errand.answeredPosts())
    }
    let open = try await isBatch ? errand.unansweredPosts() : nil
    let consent = Consent(workshop: workshop, given: consent, isBatch: isBatch)
    try await consent.obtain(forPosts: open?.count ?? total, first: try uncoded.first(10))
    if let open, !open.isEmpty {
      try await errand.handIn(open)
      return nil
    }
    return uncoded.selection
  }
}
