import ContentCoding
import Learning

/// Trains the heads of a fusion: one on all gold posts, and one for each fold on the posts outside it.
public struct FusionTrainer: Sendable {
  private let parameters: FusionParameters
  private let extractors: [ExtractorIdentity]
  private let seed: UInt64
  private let workers: Workers

  /// A trainer; `extractors` are the encoders of the parts, in their order.
  public init(
    parameters: FusionParameters, extractors: [ExtractorIdentity], seed: UInt64, workers: Workers
  ) {
    self.parameters = parameters
    self.extractors = extractors
    self.seed = seed
    self.workers = workers
  }

  /// Trains on `gold`.
  ///
  /// Weights, the number of epochs and networks of a fold come from the posts outside it alone. Temperatures are fitted so that
  /// no gold post takes part in the calibration of its own answer.
  ///
  /// - Parameters:
  ///   - gold: the posts to learn from, sorted by id; a post without a fold is left out.
  ///   - widths: the length of each part's embeddings.
  ///   - variables: what to learn.
  ///   - folds: the study's folds.
  /// - Returns: the heads of every variable; one that gold does not hold enough for says so.
  /// - Throws: ``TrainingProblem``, or `CancellationError`.
  public func train(
    on gold: [GoldParts], widths: [Int], variables: [Variable], folds: Folds
  ) async throws -> TrainedFusion {
    let material = GoldPartEmbeddings(posts: gold, widths: widths, parameters: headParameters)
    return TrainedFusion(
      parameters: parameters, extractors: extractors, widths: widths,
      variables: try await HeadTrainer(folds: folds, workers: workers)
        .train(on: gold, variables: variables) { _ in material },
      folds: folds)
  }

  private var headParameters: FusedHeadParameters {
    var lambda: Float = 0
    let rule: FusionRule
    switch parameters.way {
    case .concat: rule = .concatenation
    case .gated: rule = .gate
    case .weighted(.softmax): rule = .softmaxWeights
    case .weighted(.penalty(let factor)):
      rule = .penalisedWeights
      lambda = Float(factor)
    }
    return FusedHeadParameters(
      rule: rule, seed: seed, classWeights: parameters.classWeights,
      hiddenUnits: parameters.hiddenUnits, lambda: lambda)
  }
}

/// The embeddings of gold posts' parts, and how a fusion's heads learn from them.
struct GoldPartEmbeddings: HeadMaterial {
  let posts: [GoldParts]
  let widths: [Int]
  let parameters: FusedHeadParameters

  func head(learning rows: [Int], of examples: VariableExamples, labels: [String]) throws -> FusedHead {
    try FusedHead.train(
      features(of: rows, of: examples), target: examples.target(of: rows, labels: labels),
      parameters: parameters, innerFolds: examples.innerFolds(of: rows))
  }

  func outputs(of head: FusedHead, for rows: [Int], of examples: VariableExamples) throws -> Matrix {
    try head.decision(features(of: rows, of: examples)).outputs
  }

  private func features(of rows: [Int], of examples: VariableExamples) throws -> FusedFeatures {
    try FusedFeatures(rows.map { posts[examples.places[$0]].vectors }, widths: widths)
  }
}
