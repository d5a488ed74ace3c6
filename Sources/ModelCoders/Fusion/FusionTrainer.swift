import ContentCoding
import Learning
import Synchronization

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
  /// Weights, the number of epochs and networks of a fold come from the posts outside it alone. Temperatures are fitted as
  /// those of probes: see ``ProbeTrainer``.
  ///
  /// - Parameters:
  ///   - gold: the posts to learn from, sorted by id; a post without a fold is left out.
  ///   - widths: the length of each part's embeddings.
  ///   - variables: what to learn.
  ///   - folds: the study's folds.
  /// - Returns: the heads of every variable; one that gold does not hold enough for says so.
  /// - Throws: ``ProbeTrainingError``, or `CancellationError`.
  public func train(
    on gold: [GoldParts], widths: [Int], variables: [Variable], folds: Folds
  ) async throws -> TrainedFusion {
    let gold = gold.filter { folds[$0.id] != nil }
    var trained: [TrainedFusionVariable] = []
    for variable in variables {
      do {
        trained.append(try await train(variable, on: gold, widths: widths, folds: folds))
      } catch LearningError.cancelled {
        throw CancellationError()
      } catch let error as LearningError {
        throw ProbeTrainingError(variable: variable.name, cause: error)
      }
    }
    return TrainedFusion(
      parameters: parameters, extractors: extractors, widths: widths, variables: trained, folds: folds)
  }

  private func train(
    _ variable: Variable, on gold: [GoldParts], widths: [Int], folds: Folds
  ) async throws -> TrainedFusionVariable {
    let examples = VariableExamples(
      variable: variable, gold: gold.map { GoldPost(id: $0.id, embedding: [], values: $0.values) },
      folds: folds)
    func result(_ heads: TrainedFusionVariable.Heads) -> TrainedFusionVariable {
      TrainedFusionVariable(
        variable: VariableShape(variable), examples: examples.count, neverPredicted: examples.neverPredicted,
        heads: heads)
    }
    if let obstacle = examples.obstacle { return result(.none(obstacle)) }
    let vectors = Dictionary(gold.map { ($0.id, $0.vectors) }, uniquingKeysWith: { first, _ in first })
    let parts = examples.ids.map { vectors[$0] ?? widths.map { _ in nil } }
    let found = Mutex([Int?: (head: LabelledFusedHead, outputs: Matrix?)]())
    let jobs: [Int?] = [nil] + (0..<folds.count).map { $0 }
    try await workers.each(jobs) { fold in
      let part = try learn(examples, parts, widths: widths, leavingOut: fold)
      found.withLock { $0[fold] = part }
    }
    let all = found.withLock { $0 }
    let heldOut = (0..<folds.count).compactMap { all[$0] }
    guard let whole = all[nil]?.head, heldOut.count == folds.count else { throw CancellationError() }
    let outputs = Dictionary(
      heldOut.enumerated().compactMap { fold, part in part.outputs.map { (fold, $0) } },
      uniquingKeysWith: { first, _ in first })
    let calibration = Calibration(
      examples: examples, logits: variable.type == .number ? [:] : outputs, labels: heldOut.map(\.head.labels)
    )
    return result(
      .trained(
        whole: whole.with(calibration.temperature(leavingOut: nil, labels: whole.labels)),
        heldOut: heldOut.enumerated().map { fold, part in
          part.head.with(calibration.temperature(leavingOut: fold, labels: part.head.labels))
        }))
  }

  /// The head without a fold, and its outputs for the examples of the fold.
  private func learn(
    _ examples: VariableExamples, _ parts: [[[Float]?]], widths: [Int], leavingOut fold: Int?
  ) throws -> (head: LabelledFusedHead, outputs: Matrix?) {
    let rows = examples.folds.indices.filter { examples.folds[$0] != fold }
    let labels = examples.labelsPresent(in: rows)
    let inner = rows.map { examples.folds[$0] }
    let head = try FusedHead.train(
      FusedFeatures(rows.map { parts[$0] }, widths: widths),
      target: examples.target(of: rows, labels: labels),
      parameters: headParameters, innerFolds: Set(inner).count >= 2 ? inner : nil)
    let held = examples.folds.indices.filter { examples.folds[$0] == fold }
    let outputs =
      held.isEmpty
      ? nil : try head.decision(FusedFeatures(held.map { parts[$0] }, widths: widths)).outputs
    return (
      LabelledFusedHead(labels: examples.variable.type == .number ? [] : labels, head: head), outputs
    )
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
      rule: rule, seed: seed, classWeights: parameters.classWeights == .balanced ? .balanced : .none,
      hiddenUnits: parameters.hiddenUnits, lambda: lambda)
  }
}
