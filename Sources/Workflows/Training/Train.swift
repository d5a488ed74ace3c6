import ContentCoding
import Inference
import ModelCoders

/// Lets a coder learn from the codings that it learns from, and says how it does on posts that it did not learn from.
package struct Train: Workflow, Sendable {
  /// The coder's name in the study's file.
  package let coder: String
  /// Where models compute.
  package var provider = Provider.cpu
  /// Whether the study's folds are made anew before, for all coders.
  package var makesFolds = false

  /// The training of `coder`.
  package init(coder: String, provider: Provider = .cpu) {
    self.coder = coder
    self.provider = provider
  }

  /// What came of it.
  package struct Outcome: Sendable {
    /// How many posts were learned from.
    package let posts: Int
    /// In how many folds, each answered by what was learned without it.
    package let folds: Int
    /// A comparison with what was learned from for each variable; none where no post was learned from.
    package let comparisons: [Comparison]
    /// The expected calibration error before logits were divided by a temperature, by variable; of categories and booleans
    /// whose heads have one.
    package let uncalibratedErrors: [String: Double]
    /// The comparisons on the posts that were learned from, by what learned from all of them; none where the coder learns from no
    /// post itself.
    package let onLearnedPosts: [Comparison]
    /// What else people should know, one sentence each.
    package let remarks: [String]
    /// How long it took, in seconds, with the comparisons.
    package let seconds: Double
  }

  package func run(in open: OpenStudy) async throws -> Outcome {
    let setup = try open.context(for: coder, on: provider).setup()
    if makesFolds { try open.study.removeFolds() }
    return try await Self.run(setup).outcome
  }

  /// Trains, and compares.
  static func run(_ setup: any CoderSetup) async throws -> (ready: ReadyCoder, outcome: Outcome) {
    let start = ContinuousClock.now
    let result = try await setup.train()
    let results =
      result.posts.isEmpty ? nil : try await TrainingReport(setup: setup, result: result).results()
    let onLearnedPosts =
      setup is any LearningSetup && setup.context.coder.parameters.sources.isEmpty && !result.posts.isEmpty
      ? try await TrainingReport(setup: setup, result: result).comparisonsOnLearnedPosts() : []
    let outcome = Outcome(
      posts: result.posts.count, folds: result.foldCount, comparisons: results?.comparisons ?? [],
      uncalibratedErrors: results?.uncalibratedErrors ?? [:], onLearnedPosts: onLearnedPosts,
      remarks: result.remarks,
      seconds: (ContinuousClock.now - start) / .seconds(1))
    return (result.ready, outcome)
  }
}
