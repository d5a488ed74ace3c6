import ContentCoding
import Foundation
import Prompting
import Storage

extension PromptedSetup: AsksEndpoint {
  func requestCount(of uncoded: UncodedPosts) async throws -> RequestCount {
    try await RequestCount(of: uncoded, by: self)
  }

  func postsToAsk(
    of uncoded: UncodedPosts, consent given: Consent.Given, isBatch: Bool
  ) async throws -> PostSelection? {
    let run = context.open.newRun(
      of: context.coder.identity, configuration: uncoded.configuration, described: try configurationText,
      models: models, at: Date())
    // Two processes that hand in at once would pay for the same answers twice.
    return try await context.open.withHeldRun(run, end: .discarded) { _ in
      try await heldPostsToAsk(of: uncoded, consent: given, isBatch: isBatch)
    }
  }

  private func heldPostsToAsk(
    of uncoded: UncodedPosts, consent given: Consent.Given, isBatch: Bool
  ) async throws -> PostSelection? {
    let submission = BatchSubmission(setup: self, uncoded: uncoded)
    if let waiting = try await submission.takeFinished() {
      context.open.listener.notice(waiting)
      // What a batch still holds is paid for: only what is answered is coded now.
      return .ids(try await submission.answeredPosts())
    }
    let open = try await isBatch ? submission.unansweredPosts() : nil
    let consent = Consent(setup: self, given: given, isBatch: isBatch)
    try await consent.obtain(forPosts: try open?.count ?? uncoded.count(), first: try uncoded.first(10))
    guard let open, !open.isEmpty else { return uncoded.selection }
    try await submission.handIn(open)
    return nil
  }

  func plan(for post: Post) async throws -> PlanPrompt.Outcome {
    let plan = try await planner().plan(for: post)
    return PlanPrompt.Outcome(
      requests: plan.requests, unasked: plan.unasked, endpoint: address.text,
      repetitions: parameters.repetitions)
  }

  func trainingExamples(
    of posts: [Post], values: [String: [String: CodedValue]],
    take: (Post, Result<[UInt8], Unanswered>) throws -> Void
  ) async throws {
    let planner = try await planner()
    for post in posts {
      try Task.checkCancellation()
      try take(
        post, try await planner.trainingExample(of: post, values: values[post.id] ?? [:]).map(\.trainingLine))
    }
  }
}
