import ContentCoding
import Learning

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

  /// Learns.
  ///
  /// How columns are read, the penalty, the dispersion and the weights of a fold come from the posts outside it. A post without
  /// the number (hidden likes) is not learned from, nor is one without a fold, or of which nothing can be read.
  ///
  /// - Parameters:
  ///   - posts: the posts to learn from.
  ///   - values: the numbers by post and variable, and the labels where a network learns them too.
  ///   - variables: what to learn.
  ///   - folds: the fold of each post.
  ///   - features: where embeddings come from.
  /// - Returns: the regressions of every variable; one that there is not enough for says so.
  /// - Throws: ``TrainingProblem``, `CancellationError`, or what concerns all posts.
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
    for variable in variables where variable.type == .number {
      let joint =
        parameters.model == .network
        ? variables.first { $0.type == .category || $0.type == .boolean } : nil
      let examples = EngagementExamples(
        variable, joint: joint, facts: facts, values: values, folds: folds)
      do {
        let result = try await result(from: examples, folds: folds.count)
        learned.append(
          TrainedEngagement.OfVariable(
            variable: VariableShape(variable), examples: examples.numbered.count, neverPredicted: [:],
            result: result))
      } catch LearningError.cancelled {
        throw CancellationError()
      } catch let error as LearningError {
        throw TrainingProblem(variable: variable.name, cause: error)
      }
      guard let joint else { continue }
      learned.append(
        TrainedEngagement.OfVariable(
          variable: VariableShape(joint), examples: examples.all.count { $0.label != nil },
          neverPredicted: examples.neverPredicted, result: .joint(with: variable.name)))
    }
    return TrainedEngagement(
      parameters: parameters, extractor: extractor, columns: columns, variables: learned, folds: folds,
      dimension: reader.dimension)
  }

  private func result(
    from examples: EngagementExamples, folds: Int
  ) async throws -> TrainedEngagement.Result {
    if let obstacle = examples.obstacle(parameters) { return .none(obstacle) }
    let fits = try await PerFold(folds: folds, on: workers) { [parameters, columns, seed] fold in
      try EngagementFit(
        parameters, examples: examples.all.filter { fold == nil || $0.fold != fold },
        labels: examples.labels, columns: columns, seed: seed)
    }
    let numbered = examples.numbered
    return .fits(
      whole: fits.whole, heldOut: fits.heldOut,
      posts: try NearestPosts(numbered.map(\.facts), layout: fits.whole.layout, folds: numbered.map(\.fold)))
  }
}
