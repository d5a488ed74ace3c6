import ContentCoding
import Learning
import Synchronization

/// Trains the regressions of an engagement coder: on all posts with the number, and for each fold on those outside it.
public struct EngagementTrainer: Sendable {
  private let parameters: EngagementParameters
  private let extractor: ExtractorIdentity?
  private let columns: [CodingColumn]
  private let codings: any CodingSource
  private let seed: UInt64
  private let workers: Workers

  /// A trainer.
  ///
  /// - Parameters:
  ///   - parameters: the coder's.
  ///   - extractor: its encoder; nil where nothing is embedded.
  ///   - columns: the answers of other coders that it goes by.
  ///   - codings: where these come from.
  ///   - seed: the study's seed.
  ///   - workers: how many regressions are learned at once.
  public init(
    parameters: EngagementParameters, extractor: ExtractorIdentity?, columns: [CodingColumn],
    codings: any CodingSource, seed: UInt64, workers: Workers
  ) {
    self.parameters = parameters
    self.extractor = extractor
    self.columns = columns
    self.codings = codings
    self.seed = seed
    self.workers = workers
  }

  /// A post with its number and its fold.
  private struct Example: Sendable {
    let facts: PostFacts
    let number: Double
    let fold: Int
  }

  /// Learns.
  ///
  /// How columns are read, the penalty, the dispersion and the weights of a fold come from the posts outside it. A post without
  /// the number (hidden likes) is not learned from, nor is one without a fold, or of which nothing can be read.
  ///
  /// - Parameters:
  ///   - posts: the posts to learn from.
  ///   - values: the numbers by post and variable.
  ///   - variables: what to learn; number variables.
  ///   - folds: the fold of each post.
  ///   - features: where embeddings come from.
  /// - Returns: the regressions of every variable; one that there is not enough for says so.
  /// - Throws: ``ProbeTrainingError``, `CancellationError`, or what concerns all posts.
  public func train(
    on posts: [Post], values: [String: [String: CodedValue]], variables: [Variable], folds: Folds,
    from features: any FeatureSource
  ) async throws -> TrainedEngagement {
    let posts = posts.filter { folds[$0.id] != nil }.sorted { $0.id < $1.id }
    var reader = FactsReader(
      parameters: parameters, extractor: extractor, columns: columns, codings: codings)
    reader.dimension = try await reader.usualDimension(of: posts, from: features)
    let facts = try await reader.read(posts, from: features).compactMap { reading in
      if case .facts(let facts, _) = reading { facts } else { nil }
    }
    var learned: [TrainedEngagement.OfVariable] = []
    for variable in variables {
      do {
        learned.append(try await train(variable, on: facts, values: values, folds: folds))
      } catch LearningError.cancelled {
        throw CancellationError()
      } catch let error as LearningError {
        throw ProbeTrainingError(variable: variable.name, cause: error)
      }
    }
    return TrainedEngagement(
      parameters: parameters, extractor: extractor, columns: columns, variables: learned, folds: folds,
      dimension: reader.dimension)
  }

  private func train(
    _ variable: Variable, on facts: [PostFacts], values: [String: [String: CodedValue]], folds: Folds
  ) async throws -> TrainedEngagement.OfVariable {
    let examples = facts.compactMap { facts -> Example? in
      guard case .number(let number) = values[facts.id]?[variable.name], number.isFinite,
        let fold = folds[facts.id]
      else { return nil }
      return Example(facts: facts, number: number, fold: fold)
    }
    func result(_ lesson: TrainedEngagement.Lesson) -> TrainedEngagement.OfVariable {
      TrainedEngagement.OfVariable(
        variable: VariableShape(variable), examples: examples.count, lesson: lesson)
    }
    if let obstacle = obstacle(variable, examples) { return result(.none(obstacle)) }
    let fits = Mutex([Int?: EngagementFit]())
    let jobs: [Int?] = [nil] + (0..<folds.count).map { $0 }
    try await workers.each(jobs) { [self] fold in
      let lesson = examples.filter { fold == nil || $0.fold != fold }
      let fit = try EngagementFit(
        parameters, facts: lesson.map(\.facts), numbers: lesson.map(\.number), folds: lesson.map(\.fold),
        columns: columns, seed: seed)
      fits.withLock { $0[fold] = fit }
    }
    let found = fits.withLock { $0 }
    let heldOut = (0..<folds.count).compactMap { found[$0] }
    guard let whole = found[nil], heldOut.count == folds.count else { throw CancellationError() }
    return result(
      .fits(
        whole: whole, heldOut: heldOut,
        posts: try NearestPosts(
          examples.map(\.facts), layout: whole.layout, folds: examples.map(\.fold))))
  }

  /// Why nothing can be learned; nil where something can.
  private func obstacle(_ variable: Variable, _ examples: [Example]) -> String? {
    if Set(examples.map(\.fold)).count < 2 {
      return
        "\(variable.name) has \(examples.count) numbers of posts that can be read; they must lie in 2 folds or more to learn"
    }
    let below = examples.count { $0.number < 0 }
    guard below > 0, parameters.model != .ridge || parameters.scale == .log else { return nil }
    return
      "\(variable.name) has \(below) numbers below 0, which have no logarithm; use `model: ridge` with `scale: count`"
  }
}
