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
    let setup = try setup(in: open)
    // Posts that are not there are said before anything is learned.
    let selection = try posts.selection(in: open)
    let ready = try await self.ready(setup)
    let retry: RetryChoice = asking.isFresh ? .olderThan(Date()) : retriesFailed ? .all : .transient
    var uncoded = UncodedPosts(
      open: open, coder: coder, configuration: ready.configuration,
      variables: setup.context.variables.map(\.name), retry: retry, selection: selection)
    let asking = setup as? any AsksEndpoint
    if self.asking.isDry {
      return .planned(posts: try uncoded.count(), requests: try await asking?.requestCount(of: uncoded))
    }
    if let asking {
      guard let asked = try await asking.postsToAsk(of: uncoded, consent: consent, isBatch: isBatch) else {
        return .handedIn
      }
      uncoded.selection = asked
    }
    let progress = SessionProgress(
      total: try uncoded.count(), looksAtMedia: !setup.extractors.ofMedia.isEmpty, for: open.listener)
    let session = CodingSession(
      uncoded: uncoded, coder: ready.coder, configurationText: try setup.configurationText,
      models: setup.models, pipeline: setup.pipeline { progress.look(at: $0) }, progress: progress,
      announcements: ready.announcements)
    defer { progress.clear() }
    guard let run = try await session.run() else {
      return .nothing(ofAll: uncoded.selection == .all, failed: try uncoded.countWithFailed())
    }
    return .done(
      RunSummary(
        run: run, items: setup.extractors.items, reasons: try open.study.failureReasons(ofRun: run.id),
        posts: try open.study.postCount(ofRun: run.id), next: try open.nextStep()))
  }

  private func setup(in open: OpenStudy) throws -> any CoderSetup {
    var context = try open.context(for: coder, on: provider)
    context.asking = asking
    // What failed on an answer would fail on the same answer again.
    if retriesFailed { context.asking.isFresh = true }
    return try context.setup()
  }

  private func ready(_ setup: any CoderSetup) async throws -> ReadyCoder {
    let listener = setup.context.open.listener
    for notice in try setup.context.codingsRead.shortfalls(in: setup.context.open.study) {
      listener.notice(notice)
    }
    if let ready = try await setup.ready() {
      for notice in ready.notices { listener.notice(notice) }
      return ready
    }
    listener.notice("\(coder) has not been trained for this configuration; training it first")
    let (ready, outcome) = try await Train.run(setup)
    onTrained(outcome)
    return ready
  }
}
