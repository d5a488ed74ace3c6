import ContentCoding
import Learning

extension EnsembleExamples {
  /// Labels that have at least 2 gold codings, in the codebook's order: the others are never answered.
  private var learnedLabels: [String] {
    let labels = examples.flatMap { $0.truth.labels }
    let support = Dictionary(labels.map { ($0, 1) }, uniquingKeysWith: +)
    return variable.labels.filter { support[$0, default: 0] >= 2 }
  }

  /// A regression on the members' scores for each fold, or why there is none.
  ///
  /// Logistic, for a number ridge, with the L2 penalty chosen by inner cross-validation over the study's folds.
  func stacked(folds: Int, seed: UInt64) throws -> LearnedEnsemble.OfVariable {
    let labels = learnedLabels
    let usable = filter { example in
      StackedFeatures.row(of: example.ballots, on: variable) != nil
        && (variable.type == .tags || example.truth.labels.allSatisfy(labels.contains))
    }
    func result(_ result: LearnedEnsemble.Result) -> LearnedEnsemble.OfVariable {
      LearnedEnsemble.OfVariable(
        variable: VariableShape(variable), examples: usable.examples.count, result: result)
    }
    let needed = variable.type == .number ? 0 : variable.type == .tags ? 1 : 2
    if labels.count < needed {
      return result(
        .none(
          "\(variable.name): \(labels.count) labels have 2 or more gold codings; learning takes \(needed) or more"
        ))
    }
    if let obstacle = usable.obstacle { return result(.none(obstacle)) }
    return result(
      .stacking(
        try PerFold(folds: folds) { fold in
          try usable.head(from: usable.leavingOut(fold), labels: labels, seed: seed)
        }))
  }

  private func head(
    from examples: [Example], labels: [String], seed: UInt64
  ) throws -> LabelledHead<TrainedHead> {
    // A class that no row has must not be answered; a tag that no row has is answered with its absence.
    let found = Set(examples.flatMap { $0.truth.labels })
    let present = variable.type == .tags ? labels : labels.filter(found.contains)
    let inner = examples.map(\.fold)
    do throws(LearningError) {
      let head = try TrainedHead.train(
        try Matrix(rows: examples.compactMap { StackedFeatures.row(of: $0.ballots, on: variable) }),
        target: target(of: examples, labels: present),
        parameters: HeadParameters(kind: .logistic, seed: seed),
        innerFolds: Set(inner).count >= 2 ? inner : nil)
      return LabelledHead(labels: present, model: head)
    } catch .cancelled {
      throw CancellationError()
    } catch {
      throw TrainingProblem(variable: variable.name, cause: error)
    }
  }

  private func target(of examples: [Example], labels: [String]) -> LearningTarget {
    switch variable.type {
    case .number:
      return .values(examples.map { if case .number(let number) = $0.truth { number } else { 0 } })
    case .tags:
      return .tags(examples.map { example in labels.map(example.truth.labels.contains) })
    case .category, .boolean, .openText:
      return .classes(
        examples.map { example in labels.firstIndex(of: example.truth.text) ?? 0 }, count: labels.count)
    }
  }
}

extension CodedValue {
  /// The labels that a value consists of; none for a number or a text.
  fileprivate var labels: [String] {
    switch self {
    case .category, .boolean: [text]
    case .tags(let tags): tags.sorted()
    case .number, .openText: []
    }
  }
}
