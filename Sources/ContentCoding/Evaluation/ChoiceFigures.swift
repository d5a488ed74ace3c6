import Reliability

/// The figures of a category or a boolean variable.
public struct ChoiceFigures: Encodable, Sendable {
  /// The reference's values in rows, the coder's in columns, in the codebook's order.
  public let confusion: ConfusionMatrix
  /// The share of compared posts with the same value.
  public let accuracy: Estimate<Double>
  /// Wilson's interval of the accuracy; where posts are weighted or grouped, a bootstrap interval.
  public let accuracyInterval: Estimate<Interval>
  /// The accuracy if every abstention and failure counts as wrong.
  public let accuracyWithAbstentionsWrong: Estimate<Double>
  /// The mean of the categories' recalls, with a bootstrap interval.
  public let balancedAccuracy: BootstrapEstimate
  /// The mean of the categories' F1, with a bootstrap interval.
  public let macroF1: BootstrapEstimate
  /// The mean of the categories' F1 if every abstention and failure counts as wrong, with a bootstrap interval.
  public let macroF1WithAbstentionsWrong: BootstrapEstimate
  /// The mean of the categories' F1, weighted by support, with a bootstrap interval.
  public let weightedF1: BootstrapEstimate
  /// Cohen's kappa, with a bootstrap interval.
  public let kappa: BootstrapEstimate
  /// Precision, recall, F1 and support of every category of the codebook, also of those without support.
  public let categories: [CategoryValidity]
  /// Always answering the reference's most frequent category: that category and its share.
  public let majority: Majority
  /// Whether the coder is right as often as it says; nil where it gave no confidence.
  ///
  /// Never weighted.
  public let calibration: Calibration?
  /// The mean squared error of the scores over all categories; nil where it gave no probabilities.
  ///
  /// Never weighted.
  public let brierScore: Estimate<Double>?

  /// How well the scores find gold's categories, whatever is answered; nil where the coder gave no probabilities.
  ///
  /// Never weighted.
  public let probabilities: ProbabilityValidity?
  /// How right the coder is where it answers only the posts that it is sure of; nil where it gave no confidence.
  ///
  /// Never weighted.
  public let coverageCurve: CoverageCurve?
  /// Sets of categories that hold gold's nine times in ten; nil where the coder gave no probabilities.
  ///
  /// Never weighted.
  public let conformalSets: ConformalSets?
  /// Matthews' correlation over all categories.
  public let matthewsCorrelation: Estimate<Double>

  /// The majority baseline.
  public struct Majority: Encodable, Sendable {
    /// The most frequent category; nil where nothing was compared.
    public let category: String?
    /// Its share of the compared posts, which is the accuracy of always answering it.
    public let share: Estimate<Double>
  }

  init(_ paired: PairedValues, labels: [String], bootstrap: Bootstrap) throws(ReliabilityError) {
    let units = try CodedUnits(
      gold: paired.reference.map(\.?.text), coders: [paired.coder.map(\.?.text)], categories: labels,
      weights: paired.weights, groups: paired.groups)
    confusion = try units.confusionMatrix()
    accuracy = confusion.accuracy
    accuracyWithAbstentionsWrong = try units.confusionMatrix(abstentions: .wrong).accuracy
    let estimates = bootstrap.estimates(
      of: [.balancedAccuracy, .macroF1, .weightedF1, .kappa, .accuracy], in: units)[0]
    (balancedAccuracy, macroF1, weightedF1, kappa) = (estimates[0], estimates[1], estimates[2], estimates[3])
    macroF1WithAbstentionsWrong =
      confusion.abstentions == 0
      ? macroF1 : bootstrap.estimates(of: [.macroF1], in: units, abstentions: .wrong)[0][0]
    // Wilson's interval is that of a proportion of independent posts of equal weight.
    let isProportion = paired.weights == nil && paired.groups == nil
    accuracyInterval = isProportion ? confusion.accuracyInterval() : estimates[4].interval
    categories = confusion.perCategory
    majority = Majority(category: confusion.majorityCategory, share: confusion.majorityShare)
    let answers = Self.answers(of: paired)
    calibration = try answers.map { confidences, correct throws(ReliabilityError) in
      try Calibration(confidences: confidences, correct: correct)
    }
    coverageCurve = try answers.map { confidences, correct throws(ReliabilityError) in
      try CoverageCurve(confidences: confidences, correct: correct)
    }
    let scored = Self.probabilities(of: paired, labels: labels)
    brierScore = try scored.map { rows, gold throws(ReliabilityError) in
      try Calibration.brierScore(probabilities: rows, gold: gold)
    }
    probabilities = try scored.map { rows, gold throws(ReliabilityError) in
      try ProbabilityValidity(probabilities: rows, gold: gold)
    }
    conformalSets = try scored.map { rows, gold throws(ReliabilityError) in
      try ConformalSets(probabilities: rows, gold: gold)
    }
    matthewsCorrelation = confusion.matthewsCorrelation
  }

  /// How sure the coder is of each answer, and whether it is right; nil where it gave no confidence.
  private static func answers(of paired: PairedValues) -> (confidences: [Double], correct: [Bool])? {
    var confidences: [Double] = []
    var correct: [Bool] = []
    for (position, value) in paired.coder.enumerated() {
      guard let value, let truth = paired.reference[position], !paired.confidences.isEmpty,
        let confidence = paired.confidences[position]
      else {
        continue
      }
      confidences.append(min(1, max(0, confidence)))
      correct.append(value == truth)
    }
    return confidences.isEmpty ? nil : (confidences, correct)
  }

  /// The probability of each label for each post that has scores, and gold's place; nil where there are none, or scores do not sum to
  /// 1: those are no probabilities.
  private static func probabilities(
    of paired: PairedValues, labels: [String]
  ) -> (rows: [[Double]], gold: [Int])? {
    let places = Dictionary(labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var rows: [[Double]] = []
    var gold: [Int] = []
    for (position, scores) in paired.scores.enumerated() where !scores.isEmpty {
      guard let place = paired.reference[position].flatMap({ places[$0.text] }) else { continue }
      let row = labels.map { scores[$0] ?? 0 }
      guard row.allSatisfy((0...1).contains), abs(row.reduce(0, +) - 1) < 1e-3 else { return nil }
      rows.append(row)
      gold.append(place)
    }
    return rows.isEmpty ? nil : (rows, gold)
  }
}
