import ContentCoding
import Learning
import Synchronization

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

  /// What was learned without one fold, or from all posts.
  private struct Part {
    let terms: TermVectoriser
    /// For each variable that can be learned its head, and its margins for the examples of the fold.
    var heads: [String: (head: TextHead, margins: Matrix?)] = [:]
  }

  /// Trains on `gold`.
  ///
  /// Terms, their idf and the head of a fold come from the posts outside it alone. C is chosen by leaving out the other folds
  /// in turn, over the same terms. Temperatures are fitted as those of probes: see ``ProbeTrainer``.
  ///
  /// - Parameters:
  ///   - gold: the posts to learn from, sorted by id; a post without a fold is left out.
  ///   - variables: what to learn; no numbers.
  ///   - folds: the study's folds.
  /// - Returns: the heads of every variable; one that gold does not hold enough for says so.
  /// - Throws: ``ProbeTrainingError``, an error where the texts are too large, or `CancellationError`.
  public func train(on gold: [GoldText], variables: [Variable], folds: Folds) async throws -> TrainedTextSVM {
    let gold = gold.filter { folds[$0.id] != nil }
    let forms = TermForms(parameters)
    let counts = try TermCounts(of: gold.map(\.text), forms: forms)
    let posts = gold.map { GoldPost(id: $0.id, embedding: [], values: $0.values) }
    let lessons = variables.map { VariableExamples(variable: $0, gold: posts, folds: folds) }
    let places = Dictionary(gold.indices.map { (gold[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    let parts = Mutex([Int?: Part]())
    let jobs: [Int?] = [nil] + (0..<folds.count).map { $0 }
    try await workers.each(jobs) { fold in
      let chosen = gold.indices.filter { fold == nil || folds[gold[$0].id] != fold }
      let terms = TermVectoriser(
        learning: counts, from: chosen, forms: forms, limit: parameters.terms,
        sublinear: parameters.sublinear)
      let rows = terms.rows(of: counts)
      var part = Part(terms: terms)
      for lesson in lessons where lesson.obstacle == nil {
        let rows = lesson.ids.map { places[$0].map { rows[$0] } ?? SparseRow() }
        part.heads[lesson.variable.name] = try learn(
          lesson, rows: rows, columns: max(terms.count, 1), leavingOut: fold)
      }
      parts.withLock { $0[fold] = part }
    }
    let found = parts.withLock { $0 }
    let heldOut = (0..<folds.count).compactMap { found[$0] }
    guard let whole = found[nil], heldOut.count == folds.count else { throw CancellationError() }
    return TrainedTextSVM(
      parameters: parameters, variables: lessons.map { trained($0, whole: whole, heldOut: heldOut) },
      folds: folds, whole: whole.terms, heldOut: heldOut.map(\.terms))
  }

  /// The head of one variable without a fold, and its margins for the examples of the fold.
  private func learn(
    _ lesson: VariableExamples, rows: [SparseRow], columns: Int, leavingOut fold: Int?
  ) throws -> (head: TextHead, margins: Matrix?) {
    let chosen = lesson.folds.indices.filter { lesson.folds[$0] != fold }
    let labels = lesson.labelsPresent(in: chosen)
    let inner = chosen.map { lesson.folds[$0] }
    do {
      let model = try SparseLinearModel.train(
        chosen.map { rows[$0] }, columns: columns, target: lesson.target(of: chosen, labels: labels),
        parameters: SparseLinearParameters(
          loss: parameters.model == .logistic ? .logistic : .squaredHinge,
          classWeights: parameters.classWeights == .balanced ? .balanced : .none, seed: seed),
        innerFolds: Set(inner).count >= 2 ? inner : nil)
      let head = TextHead(labels: labels, model: model)
      let held = lesson.folds.indices.filter { lesson.folds[$0] == fold }
      return (head, held.isEmpty ? nil : try model.decision(held.map { rows[$0] }))
    } catch {
      if error == .cancelled { throw CancellationError() }
      throw ProbeTrainingError(variable: lesson.variable.name, cause: error)
    }
  }

  private func trained(_ lesson: VariableExamples, whole: Part, heldOut: [Part]) -> TrainedTextVariable {
    func result(_ heads: TrainedTextVariable.Heads) -> TrainedTextVariable {
      TrainedTextVariable(
        variable: VariableShape(lesson.variable), examples: lesson.count,
        neverPredicted: lesson.neverPredicted, heads: heads)
    }
    let name = lesson.variable.name
    if let obstacle = lesson.obstacle { return result(.none(obstacle)) }
    let parts = heldOut.compactMap { $0.heads[name] }
    guard var all = whole.heads[name]?.head, parts.count == heldOut.count else {
      return result(.none("\(name) was not learned"))
    }
    let margins = Dictionary(
      parts.enumerated().compactMap { fold, part in part.margins.map { (fold, $0) } },
      uniquingKeysWith: { first, _ in first })
    let calibration = Calibration(examples: lesson, logits: margins, labels: parts.map(\.head.labels))
    all.model.temperature = calibration.temperature(leavingOut: nil, labels: all.labels)
    return result(
      .trained(
        whole: all,
        heldOut: parts.enumerated().map { fold, part in
          var head = part.head
          head.model.temperature = calibration.temperature(leavingOut: fold, labels: head.labels)
          return head
        }))
  }
}
