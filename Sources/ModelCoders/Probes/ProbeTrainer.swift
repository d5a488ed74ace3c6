import ContentCoding
import Learning

/// Trains the heads of a probe: one on all gold posts, and one for each fold on the posts outside it.
public struct ProbeTrainer: Sendable {
  private let parameters: ProbeParameters
  private let extractor: ExtractorIdentity
  private let seed: UInt64
  private let workers: Workers

  /// A trainer.
  public init(parameters: ProbeParameters, extractor: ExtractorIdentity, seed: UInt64, workers: Workers) {
    self.parameters = parameters
    self.extractor = extractor
    self.seed = seed
    self.workers = workers
  }

  /// Trains on `gold`.
  ///
  /// Temperatures are fitted so that no gold post takes part in the calibration of its own answer.
  ///
  /// - Parameters:
  ///   - gold: the posts to learn from, sorted by id; a post without a fold is left out.
  ///   - variables: what to learn.
  ///   - folds: the study's folds.
  /// - Returns: the heads of every variable; one that gold does not hold enough for says so.
  /// - Throws: ``TrainingProblem``, or `CancellationError`.
  public func train(on gold: [GoldPost], variables: [Variable], folds: Folds) async throws -> TrainedProbe {
    let material = GoldEmbeddings(
      posts: gold,
      parameters: HeadParameters(kind: parameters.head, seed: seed, classWeights: parameters.classWeights))
    return TrainedProbe(
      parameters: parameters, extractor: extractor,
      variables: try await HeadTrainer(folds: folds, workers: workers)
        .train(on: gold, variables: variables) { _ in material },
      folds: folds)
  }
}

/// The embeddings of gold posts, and how a probe's heads learn from them.
struct GoldEmbeddings: HeadMaterial {
  let posts: [GoldPost]
  let parameters: HeadParameters

  func head(learning rows: [Int], of examples: VariableExamples, labels: [String]) throws -> TrainedHead {
    let chosen = rows.map { posts[examples.places[$0]] }
    // An example and its copies stay in one inner fold, or the penalty would be chosen on what was learned.
    let rowsWithCopies = zip(rows, chosen).flatMap { row, post in
      repeatElement(row, count: 1 + post.copies.count)
    }
    return try TrainedHead.train(
      Matrix(rows: chosen.flatMap { [$0.embedding] + $0.copies }),
      target: examples.target(of: rowsWithCopies, labels: labels), parameters: parameters,
      innerFolds: examples.innerFolds(of: rowsWithCopies))
  }

  func outputs(of head: TrainedHead, for rows: [Int], of examples: VariableExamples) throws -> Matrix {
    try head.decision(Matrix(rows: rows.map { posts[examples.places[$0]].embedding }))
  }
}
