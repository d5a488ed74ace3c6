import Reliability

/// How far each coder can be trusted: every coder against gold, and every pair of coders.
public struct Evaluation: Encodable, Sendable {
  /// The coder that counts as the truth.
  public let gold: String
  /// What the figures stand for, in words: the gold sample only, or the corpus.
  public let basis: String
  /// Each variable's figures, in the codebook's order.
  public let variables: [OfVariable]

  /// So many coders of a variable are compared in pairs at most: pairs grow with the square of coders.
  public static let pairedCoders = 40

  /// The figures of one variable.
  public struct OfVariable: Encodable, Sendable {
    /// The variable's name.
    public let variable: String
    /// Every coder against gold.
    public let validity: [Comparison]
    /// Every pair of coders, gold and those made of others (ensembles) left out.
    public let agreement: [Comparison]
    /// Krippendorff's alpha over more than one coder at once: over people, and over all.
    public let joint: [JointAgreement]
    /// Coders that are in no pair, since there are more than ``Evaluation/pairedCoders``; those with the fewest codings.
    public let unpaired: Int
    /// Categories that gold has and no coder found, or a number that no coder knows better than its median.
    public let flags: [ValidityFlag]
  }

  /// Compares coders.
  ///
  /// - Parameters:
  ///   - gold: the name of the coder that counts as the truth.
  ///   - codings: for each variable, what each coder said, gold among them.
  ///   - codebook: the variables and their categories.
  ///   - frame: the posts that count, and their weights.
  ///   - basis: what the figures stand for, in words.
  /// - Throws: ``ReliabilityError`` where the codebook's categories or the weights cannot be used.
  public init(
    gold: String, codings: [String: [VariableCodings]], codebook: Codebook, frame: EvaluationFrame,
    basis: String
  ) throws(ReliabilityError) {
    self.gold = gold
    self.basis = basis
    var variables: [OfVariable] = []
    for variable in codebook.variables {
      let ofVariable = codings[variable.name] ?? []
      let others = ofVariable.filter { $0.coder.name != gold && !$0.isEmpty }
      var validity: [Comparison] = []
      if let truth = ofVariable.first(where: { $0.coder.name == gold }) {
        for other in others {
          validity.append(try Comparison(truth, other, variable: variable, frame: frame))
        }
      }
      var agreement: [Comparison] = []
      let all = others.filter { !$0.coder.kind.isDerived }
      let busiest = Set(
        all.sorted { ($1.count, $0.coder.name) < ($0.count, $1.coder.name) }
          .prefix(Self.pairedCoders).map(\.coder.name))
      let independent = all.filter { busiest.contains($0.coder.name) }
      for (position, first) in independent.enumerated() {
        for second in independent[(position + 1)...] {
          agreement.append(
            try Comparison(first, second, variable: variable, frame: frame, isTruth: false))
        }
      }
      let tables = validity.compactMap { comparison -> ConfusionMatrix? in
        if case .choice(let figures) = comparison.figures, comparison.counts.compared > 0 {
          figures.confusion
        } else {
          nil
        }
      }
      let errors = validity.compactMap { comparison in
        if case .number(let figures) = comparison.figures {
          (figures.validity.meanAbsoluteError, figures.medianBaseline.meanAbsoluteError)
        } else {
          nil
        }
      }
      variables.append(
        OfVariable(
          variable: variable.name, validity: validity, agreement: agreement,
          joint: JointAgreement.all(of: ofVariable, gold: gold, variable: variable, frame: frame),
          unpaired: all.count - independent.count,
          flags: (tables.count > 1 ? ValidityFlag.categoriesFoundByNoCoder(tables) : [])
            + ValidityFlag.numbersBeatenByMedian(errors)))
    }
    self.variables = variables
  }
}

extension Comparison {
  /// Holds `coder` against `reference`.
  ///
  /// - Parameters:
  ///   - reference: The codings in the rows of tables.
  ///   - coder: The codings that are judged.
  ///   - variable: What they are codings of.
  ///   - frame: The posts that count, their weights and groups.
  ///   - isTruth: Whether the reference counts as the truth: only then do confidence and scores say how right the coder is.
  /// - Throws: ``ReliabilityError`` where the categories or the weights cannot be used.
  public init(
    _ reference: VariableCodings, _ coder: VariableCodings, variable: Variable, frame: EvaluationFrame,
    isTruth: Bool = true
  ) throws(ReliabilityError) {
    let paired = PairedValues(
      reference, coder, variable: variable, frame: frame, withScores: isTruth)
    self.variable = variable.name
    type = variable.type
    self.reference = reference.coder
    self.coder = coder.coder
    counts = paired.counts
    alpha = paired.alpha(of: variable, similarity: frame.similarities[variable.name])
    costPerThousand = coder.costPerThousand
    switch variable.type {
    case .category, .boolean:
      let choice = try ChoiceFigures(paired, labels: variable.labels, bootstrap: frame.bootstrap)
      figures = .choice(choice)
      flags = ValidityFlag.flags(
        of: choice.confusion, balancedAccuracyInterval: choice.balancedAccuracy.interval)
    case .tags:
      figures = .tags(try TagFigures(paired, labels: variable.labels))
      flags = []
    case .number:
      let number = try NumberFigures(paired, bootstrap: frame.bootstrap)
      figures = .number(number)
      flags = number.flags
    case .openText:
      figures = .text(
        try TextFigures(
          paired, similarity: frame.similarities[variable.name], bootstrap: frame.bootstrap))
      flags = []
    }
    statistics = figures.statistics(alpha)
  }
}

extension PairedValues {
  /// Alpha of the two coders.
  fileprivate func alpha(of variable: Variable, similarity: TextSimilarity?) -> KrippendorffAlpha {
    if variable.type == .category || variable.type == .boolean {
      let order = variable.labelPlaces
      return KrippendorffAlpha(
        places: [reference, coder].map { values in
          values.map { value in value.flatMap { order[$0.text] }.map { Int32(clamping: $0) } ?? -1 }
        }, distance: variable.distance)
    }
    return alphaOfValues(variable, similarity)
  }

  private func alphaOfValues(_ variable: Variable, _ similarity: TextSimilarity?) -> KrippendorffAlpha {
    KrippendorffAlpha(
      zip(reference, coder).lazy.map { [$0, $1] }, of: variable, similarity: similarity)
  }
}
