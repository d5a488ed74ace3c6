import ContentCoding
import Learning
import Synchronization

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
  /// The temperature of the whole head is fitted to the out-of-fold logits of all folds; that of a held-out head to those of
  /// the other folds, so that no gold post takes part in the calibration of its own answer.
  ///
  /// - Parameters:
  ///   - gold: the posts to learn from, sorted by id; a post without a fold is left out.
  ///   - variables: what to learn.
  ///   - folds: the study's folds.
  /// - Returns: the heads of every variable; one that gold does not hold enough for says so.
  /// - Throws: ``LearningError`` with the variable's name in ``ProbeTrainingError``, or `CancellationError`.
  public func train(on gold: [GoldPost], variables: [Variable], folds: Folds) async throws -> TrainedProbe {
    let gold = gold.filter { folds[$0.id] != nil }
    var trained: [TrainedVariable] = []
    for variable in variables {
      do {
        trained.append(try await train(variable, on: gold, folds: folds))
      } catch LearningError.cancelled {
        throw CancellationError()
      } catch let error as LearningError {
        throw ProbeTrainingError(variable: variable.name, cause: error)
      }
    }
    return TrainedProbe(parameters: parameters, extractor: extractor, variables: trained, folds: folds)
  }

  private func train(_ variable: Variable, on gold: [GoldPost], folds: Folds) async throws -> TrainedVariable
  {
    let examples = VariableExamples(variable: variable, gold: gold, folds: folds)
    func result(_ heads: TrainedVariable.Heads) -> TrainedVariable {
      TrainedVariable(
        variable: VariableShape(variable), examples: examples.count, neverPredicted: examples.neverPredicted,
        heads: heads)
    }
    if let obstacle = examples.obstacle { return result(.none(obstacle)) }
    let heldOut = Mutex([Int: LabelledHead]())
    let whole = Mutex<LabelledHead?>(nil)
    let jobs: [Int?] = [nil] + (0..<folds.count).map { $0 }
    try await workers.each(jobs) { fold in
      let head = try examples.head(leavingOut: fold, parameters: headParameters)
      if let fold { heldOut.withLock { $0[fold] = head } } else { whole.withLock { $0 = head } }
    }
    let byFold = heldOut.withLock { heads in (0..<folds.count).compactMap { heads[$0] } }
    guard byFold.count == folds.count, let whole = whole.withLock({ $0 }) else { throw CancellationError() }
    let calibration = try Calibration(examples: examples, heldOut: byFold)
    var calibrated = whole
    calibrated.head.temperature = calibration.temperature(leavingOut: nil, labels: whole.labels)
    return result(
      .trained(
        whole: calibrated,
        heldOut: byFold.enumerated().map { fold, head in
          var head = head
          head.head.temperature = calibration.temperature(leavingOut: fold, labels: head.labels)
          return head
        }))
  }

  private var headParameters: HeadParameters {
    HeadParameters(
      kind: kind, seed: seed, classWeights: parameters.classWeights == .balanced ? .balanced : .none)
  }

  private var kind: HeadKind {
    switch parameters.head {
    case .logistic: .logistic
    case .linearSGD: .linearSGD
    case .mlp: .mlp
    case .ridge: .ridge
    case .prototypes: .prototypes
    case .knn: .knn
    }
  }
}

/// A head that could not be trained.
public struct ProbeTrainingError: Error, CustomStringConvertible {
  /// The variable's name.
  public let variable: String
  /// What went wrong.
  public let cause: LearningError

  /// The variable and what went wrong.
  public var description: String { "\(variable) cannot be learned: \(cause)" }
}
