import ContentCoding
import ModelCoders
import Storage

/// A setup of a coder that learns from gold, and keeps in the study what it learned.
///
/// A kind says what decides its learning, how it learns, and which coder comes of it; the rest is the same for all.
protocol LearningSetup: CoderSetup {
  /// What is learned.
  associatedtype Learned: Codable & Sendable
  /// Everything that decides what is learned, but gold itself.
  associatedtype Recipe: Encodable

  var parameters: Parameters { get }
  var recipe: Recipe { get }

  /// What is learned from, as people call it.
  var teacher: String { get }
  /// The coder, where its parameters leave nothing to learn; nil where it must learn first.
  var untaught: (any Coder)? { get }
  /// What is said where someone has it learn all the same: why there is nothing to learn, and what to do.
  var nothingToLearn: String { get }

  /// Refuses, before anything is read or computed, what cannot be learned by.
  func check() throws
  /// What is learned from, as it is today; it may hold no codings.
  func gold() throws -> GoldCodings
  /// Whether there is nothing to learn without gold.
  var needsGold: Bool { get }
  /// Why nothing can be learned from `gold`, which holds no codings, and what to do.
  var noGold: String { get }
  /// The folds of `gold`, and the posts that are learned from.
  func material(from gold: GoldCodings) async throws -> TrainingMaterial
  /// Learns.
  func learn(from material: TrainingMaterial) async throws -> LearningOutcome<Learned>
  /// The coder that knows what was learned.
  func coder(knowing learned: Learned) -> any Coder
  /// What people should know before the coder codes.
  func notices() throws -> [String]
}

/// What there is to learn from.
struct TrainingMaterial: Sendable {
  let gold: GoldCodings
  let folds: Folds
  let posts: [Post]
}

/// What came of learning.
struct LearningOutcome<Learned: Sendable>: Sendable {
  let learned: Learned
  /// How many posts taught something.
  let examples: Int
  /// How it was learned, in a word or two.
  let method: String
  /// What people should know of it, one sentence each.
  let remarks: [String]
}

extension LearningSetup {
  var teacher: String { parameters.teacher ?? StudyConfiguration.usualGold }
  var untaught: (any Coder)? { nil }
  var nothingToLearn: String { "\(context.coder.name) learns nothing" }

  var store: TrainedModelStore<Learned> {
    TrainedModelStore(
      context: context, recipe: context.codingsRead.fingerprint(of: recipe), learnsFrom: teacher,
      gold: gold)
  }

  var configurationText: String { get throws { try recipe.configurationText } }

  func check() {}

  func gold() throws -> GoldCodings { try GoldCodings(of: teacher, in: context.open) }

  var needsGold: Bool { true }

  var noGold: String { context.noGold(of: teacher) }

  func material(from gold: GoldCodings) async throws -> TrainingMaterial {
    try await context.material(from: gold)
  }

  func notices() throws -> [String] { [] }

  func ready() throws -> ReadyCoder? {
    let notices = try notices()
    if let untaught {
      return ReadyCoder(
        coder: untaught, configuration: context.codingsRead.fingerprint(of: recipe), notices: notices)
    }
    return try store.load().map { kept in
      ready(kept, notices: notices + (kept.isUpToDate ? [] : [store.staleness]))
    }
  }

  func train() async throws -> TrainingResult {
    if untaught != nil { throw UserError(nothingToLearn) }
    try check()
    let gold = try gold()
    guard !gold.values.isEmpty || !needsGold else { throw UserError(noGold) }
    let material = try await material(from: gold)
    let outcome = try await learn(from: material)
    let folds = material.gold.values.isEmpty ? 0 : material.folds.count
    let kept = try store.keep(
      outcome.learned, from: material.gold,
      summary: "\(outcome.examples) posts, \(folds > 0 ? "\(folds) folds, " : "")\(outcome.method)")
    return TrainingResult(
      ready: ready(kept, notices: []), gold: material.gold, posts: material.posts,
      foldCount: folds, remarks: outcome.remarks,
      heads: outcome.learned as? any LearnedHeads)
  }

  /// What was learned last as its coder explains it; nil where nothing was.
  func explanation(
    _ explain: (Learned) -> Explain.Outcome
  ) throws -> (explanation: Explain.Outcome, notices: [String])? {
    try store.load().map { (explain($0.learned), $0.isUpToDate ? [] : [store.staleness]) }
  }

  /// What was learned last as heads with temperatures; nil where it is none, or a coder of another kind learned it.
  static func heads(in stored: StoredHead) -> (any LearnedHeads)? {
    guard Learned.self is any LearnedHeads.Type else { return nil }
    let learned: Learned? = try? stored.learned()
    return learned as? any LearnedHeads
  }

  private func ready(_ kept: TrainedModelStore<Learned>.Kept, notices: [String]) -> ReadyCoder {
    ReadyCoder(coder: coder(knowing: kept.learned), configuration: kept.configuration, notices: notices)
  }
}

extension LearnedHeads {
  /// What people should know of variables that could not be learned in full, one sentence each.
  var shortfalls: [String] {
    variables.flatMap { $0.variable.shortfalls(obstacle: $0.obstacle, neverPredicted: $0.neverPredicted) }
  }
}
