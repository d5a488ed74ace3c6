import ContentCoding

/// Fits an ensemble to gold codings: once to all, and once for each fold to those outside it.
///
/// The members' answers to gold posts are out of fold themselves, or come from members that learn nothing. They stem from
/// heads that learned from other folds, also from the one that the ensemble leaves out: the usual way of stacking, which
/// may make the figures a little better than they are, and the less the fewer numbers are learned.
public struct EnsembleTrainer: Sendable {
  private let parameters: EnsembleParameters
  private let variables: [Variable]
  private let learnedFrom: [String: Set<String>]
  private let seed: UInt64

  /// A trainer.
  ///
  /// - Parameters:
  ///   - parameters: the ensemble's.
  ///   - variables: what it answers.
  ///   - learnedFrom: for each member that learns, itself or through members of its own, the posts that it may have learned
  ///     from: its answers to these must carry a fold.
  ///   - seed: the study's seed.
  public init(
    parameters: EnsembleParameters, variables: [Variable], learnedFrom: [String: Set<String>], seed: UInt64
  ) {
    self.parameters = parameters
    self.variables = variables
    self.learnedFrom = learnedFrom
    self.seed = seed
  }

  /// Learns from gold.
  ///
  /// - Parameters:
  ///   - values: gold's values by post and variable; a post without a fold is left out.
  ///   - folds: the study's folds.
  ///   - codings: the members' codings of the gold posts.
  /// - Returns: what was learned of each variable, or why nothing could be.
  /// - Throws: ``EnsembleProblem`` where a member's answers are not out of fold, ``TrainingProblem``, or
  ///   `CancellationError`.
  public func train(
    on values: [String: [String: CodedValue]], folds: Folds, codings: CodingTable
  ) throws -> LearnedEnsemble {
    LearnedEnsemble(
      variables: try variables.map { variable in
        try Task.checkCancellation()
        let examples = try EnsembleExamples(
          variable, values: values, folds: folds, members: parameters.members, learnedFrom: learnedFrom,
          codings: codings)
        return try learn(from: examples, folds: folds.count)
      }, folds: folds)
  }

  private func learn(from examples: EnsembleExamples, folds: Int) throws -> LearnedEnsemble.OfVariable {
    let variable = examples.variable
    let usable: EnsembleExamples
    let result: LearnedEnsemble.Result
    switch parameters.rule {
    case .stacking:
      return try examples.stacked(folds: folds, seed: seed)
    case .cascade:
      usable = examples.filter { example in example.ballots.allSatisfy { $0.answer != nil } }
      result = .threshold(
        PerFold(folds: folds) { fold in
          CascadeThreshold(
            usable.leavingOut(fold).map { CascadeThreshold.Example($0, on: variable) },
            for: parameters.target ?? .accuracy(1))
        })
    case .majority, .mean, .weighted:
      usable = examples.filter { example in example.ballots.contains { $0.vote(on: variable) != nil } }
      result = .weights(
        PerFold(folds: folds) { fold in
          MemberWeights.weights(from: usable.leavingOut(fold), of: parameters.members, on: variable)
        })
    }
    return LearnedEnsemble.OfVariable(
      variable: VariableShape(variable), examples: usable.examples.count,
      result: usable.obstacle.map { .none($0) } ?? result)
  }
}

extension CascadeThreshold.Example {
  fileprivate init(_ example: EnsembleExamples.Example, on variable: Variable) {
    let cheap = example.ballots.first
    let vote = cheap?.vote(on: variable)
    confidence = vote == nil ? nil : cheap?.answer?.confidence.flatMap { $0.isFinite ? $0 : nil }
    isCheapRight = vote == example.truth
    isDearRight = example.ballots.last?.vote(on: variable) == example.truth
  }
}
