import ContentCoding
import Learning

/// Trains the heads of a text-svm coder: on all gold posts, and for each fold on the posts outside it.
public struct TextSVMTrainer: Sendable {
  private let parameters: TextSVMParameters
  private let seed: UInt64
  private let workers: Workers

  /// A trainer.
  public init(parameters: TextSVMParameters, seed: UInt64, workers: Workers) {
    self.parameters = parameters
    self.seed = seed
    self.workers = workers
  }

  /// Trains on `gold`.
  ///
  /// Terms, their idf and the head of a fold come from the posts outside it alone. C is chosen by leaving out the other folds
  /// in turn, over the same terms. Temperatures are fitted so that no gold post takes part in the calibration of its own answer.
  ///
  /// - Parameters:
  ///   - gold: the posts to learn from, sorted by id; a post without a fold is left out.
  ///   - variables: what to learn; no numbers.
  ///   - folds: the study's folds.
  /// - Returns: the heads of every variable; one that gold does not hold enough for says so.
  /// - Throws: ``TrainingProblem``, an error where the texts are too large, or `CancellationError`.
  public func train(on gold: [GoldText], variables: [Variable], folds: Folds) async throws -> TrainedTextSVM {
    let gold = gold.filter { folds[$0.id] != nil }
    let forms = TermForms(parameters)
    let counts = try TermCounts(of: gold.map(\.text), forms: forms)
    let terms = try await PerFold(folds: folds.count, on: workers) { [parameters] fold in
      TermVectoriser(
        learning: counts, from: gold.indices.filter { fold == nil || folds[gold[$0].id] != fold },
        forms: forms, limit: parameters.terms, sublinear: parameters.sublinear)
    }
    let learner = SparseLinearParameters(
      loss: parameters.model == .logistic ? .logistic : .squaredHinge,
      classWeights: parameters.classWeights, seed: seed)
    return TrainedTextSVM(
      parameters: parameters,
      variables: try await HeadTrainer(folds: folds, workers: workers)
        .train(on: gold, variables: variables) { fold in
          let terms = terms[fold]
          return GoldTerms(
            rows: terms.rows(of: counts), columns: max(terms.count, 1), parameters: learner)
        },
      folds: folds, whole: terms.whole, heldOut: terms.heldOut)
  }
}

/// The terms of gold posts, and how a text-svm coder's heads learn from them.
struct GoldTerms: HeadMaterial {
  let rows: [SparseRow]
  let columns: Int
  let parameters: SparseLinearParameters

  func head(
    learning rows: [Int], of examples: VariableExamples, labels: [String]
  ) throws -> SparseLinearModel {
    try SparseLinearModel.train(
      rows.map { self.rows[examples.places[$0]] }, columns: columns,
      target: examples.target(of: rows, labels: labels), parameters: parameters,
      innerFolds: examples.innerFolds(of: rows))
  }

  func outputs(
    of head: SparseLinearModel, for rows: [Int], of examples: VariableExamples
  ) throws -> Matrix {
    try head.decision(rows.map { self.rows[examples.places[$0]] })
  }
}
