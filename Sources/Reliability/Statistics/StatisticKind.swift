/// What a statistic is: its name, its unit, what it says and where it comes from.
///
/// Nothing else in the program names it.
public struct StatisticKind: Hashable, Sendable {
  /// The unit of a value.
  public enum Unit: String, Codable, Sendable {
    /// A share of 1.
    case share
    /// A coefficient without a unit.
    case coefficient
    /// Natural logarithms of probabilities.
    case nats
    /// The unit of the variable.
    case ofVariable
  }

  /// The name in JSON and tables, which never changes.
  public let id: String
  /// The name where one side is the truth: lower case, but for proper names and abbreviations.
  public let label: String
  /// The name between two coders of whom neither is the truth.
  public let labelBetweenCoders: String
  /// The unit.
  public let unit: Unit
  /// Whether the two coders may be exchanged.
  public let isSymmetric: Bool
  /// What it says, in a sentence for readers who know no statistics.
  public let explanation: String
  /// Where the formula stands.
  public let source: String

  init(
    _ id: String, _ label: String, betweenCoders: String? = nil, unit: Unit, isSymmetric: Bool = false,
    _ explanation: String, source: String
  ) {
    self.id = id
    self.label = label
    labelBetweenCoders = betweenCoders ?? label
    self.unit = unit
    self.isSymmetric = isSymmetric
    self.explanation = explanation
    self.source = source
  }
}

// MARK: Of categories

extension StatisticKind {
  /// ``ConfusionMatrix/accuracy``.
  public static let accuracy = StatisticKind(
    "accuracy", "accuracy", betweenCoders: "agreement", unit: .share, isSymmetric: true,
    "The share of compared posts with gold’s value. Its interval is Wilson’s; where posts are weighted or grouped, the "
      + "bootstrap’s like the others.",
    source: "Wilson (1927), JASA 22")

  /// The accuracy with abstentions counted as wrong.
  public static let accuracyWithAbstentionsWrong = StatisticKind(
    "accuracyWithAbstentionsWrong", "accuracy with abstentions counted as wrong", unit: .share,
    "The share of all posts that gold coded with gold’s value: a post that the coder did not code counts as wrong.",
    source: "scikit-learn, accuracy_score")

  /// ``ConfusionMatrix/balancedAccuracy``.
  public static let balancedAccuracy = StatisticKind(
    "balancedAccuracy", "balanced accuracy", unit: .share,
    "The mean recall of the categories that gold has, so that rare ones count as much as frequent ones.",
    source: "scikit-learn, balanced_accuracy_score")

  /// ``ConfusionMatrix/macroF1``, and of tags.
  public static let macroF1 = StatisticKind(
    "macroF1", "macro F1", unit: .share, isSymmetric: true,
    "The mean F1 of the categories that gold or the coder used.",
    source: "scikit-learn, f1_score(average=\"macro\")")

  /// The macro F1 with abstentions counted as wrong.
  public static let macroF1WithAbstentionsWrong = StatisticKind(
    "macroF1WithAbstentionsWrong", "macro F1 with abstentions counted as wrong", unit: .share,
    "The mean F1 of the categories over all posts that gold coded: a post that the coder did not code counts as wrong. Coders "
      + "are ranked by it.",
    source: "scikit-learn, f1_score(average=\"macro\")")

  /// ``ConfusionMatrix/weightedF1``.
  public static let weightedF1 = StatisticKind(
    "weightedF1", "weighted F1", unit: .share,
    "The mean of the categories’ F1, each weighted by its number of gold posts.",
    source: "scikit-learn, f1_score(average=\"weighted\")")

  /// ``CategoryValidity/precision``.
  public static let precision = StatisticKind(
    "precision", "precision", unit: .share,
    "Of the posts to which the coder gives a category, the share to which gold gives it.",
    source: "scikit-learn, precision_score")

  /// ``CategoryValidity/recall``.
  public static let recall = StatisticKind(
    "recall", "recall", unit: .share,
    "Of the posts to which gold gives a category, the share to which the coder gives it.",
    source: "scikit-learn, recall_score")

  /// ``CategoryValidity/f1``.
  public static let f1 = StatisticKind(
    "f1", "F1", unit: .share, isSymmetric: true, "The harmonic mean of precision and recall.",
    source: "scikit-learn, f1_score")

  /// ``ConfusionMatrix/kappa(_:)``, unweighted.
  public static let kappa = StatisticKind(
    "kappa", "Cohen's kappa", unit: .coefficient, isSymmetric: true,
    "Agreement of two coders beyond chance: 1 is perfect, 0 is what chance would give, below 0 is systematic disagreement.",
    source: "Cohen (1960), Educational and Psychological Measurement 20")

  /// ``KrippendorffAlpha``.
  public static let alpha = StatisticKind(
    "alpha", "Krippendorff's alpha", unit: .coefficient, isSymmetric: true,
    "Agreement of any number of coders beyond chance, at the variable’s level: 1 is perfect, 0 is what chance would give, "
      + "below 0 is systematic disagreement.",
    source: "Krippendorff (2011), Computing Krippendorff's alpha-reliability")

  /// ``ConfusionMatrix/matthewsCorrelation``.
  public static let matthewsCorrelation = StatisticKind(
    "matthewsCorrelation", "Matthews' correlation", unit: .coefficient, isSymmetric: true,
    "How far gold and the coder go together over all categories: 1 is perfect, 0 chance, below 0 worse than chance.",
    source: "Gorodkin (2004), Computational Biology and Chemistry 28; scikit-learn, matthews_corrcoef")

  /// ``ProbabilityValidity/logLoss``.
  public static let logLoss = StatisticKind(
    "logLoss", "log loss", unit: .nats,
    "How surprised the coder is by gold, on average; 0 is best. One sure and wrong answer weighs more than many doubtful ones.",
    source: "scikit-learn, log_loss")

  /// ``ProbabilityValidity/topTwo``.
  public static let topTwo = StatisticKind(
    "topTwo", "gold among the two most probable", unit: .share,
    "The share of posts whose gold category is among the coder’s two most probable ones; ties count against it.",
    source: "scikit-learn, top_k_accuracy_score(k=2)")

  /// ``ProbabilityValidity/topThree``.
  public static let topThree = StatisticKind(
    "topThree", "gold among the three most probable", unit: .share,
    "The share of posts whose gold category is among the coder’s three most probable ones; ties count against it.",
    source: "scikit-learn, top_k_accuracy_score(k=3)")

  /// ``ProbabilityValidity/areaUnderROC``.
  public static let areaUnderROC = StatisticKind(
    "areaUnderROC", "area under the ROC curve", unit: .share,
    "The chance that a post of a category gets a higher score for it than another post, as the mean over categories: 0.5 is "
      + "chance.",
    source: "scikit-learn, roc_auc_score(multi_class=\"ovr\", average=\"macro\")")

  /// ``ProbabilityValidity/averagePrecision``.
  public static let averagePrecision = StatisticKind(
    "averagePrecision", "average precision", unit: .share,
    "The precision over all recalls as the score falls, as the mean over categories; chance is a category’s share.",
    source: "scikit-learn, average_precision_score(average=\"macro\")")

  /// ``Calibration/brierScore(probabilities:gold:)``.
  public static let brierScore = StatisticKind(
    "brierScore", "Brier score", unit: .coefficient,
    "The mean squared error of the scores over all categories: 0 is best, 2 is worst.",
    source: "Brier (1950), Monthly Weather Review 78")

  /// ``Calibration/expectedCalibrationError``.
  public static let expectedCalibrationError = StatisticKind(
    "expectedCalibrationError", "expected calibration error", unit: .share,
    "How far the coder’s confidence is from how often it is right, on average: 0 is best.",
    source: "Naeini et al. (2015), AAAI; Guo et al. (2017), ICML")

  /// ``CoverageCurve/area``.
  public static let coverageArea = StatisticKind(
    "coverageArea", "mean accuracy over coverages", unit: .share,
    "The accuracy if the coder answered only its surest posts, as the mean over all shares of posts; far above the accuracy, "
      + "its confidence tells right from wrong.",
    source: "Geifman and El-Yaniv (2017), NeurIPS: 1 minus the area under the risk-coverage curve")

  /// ``ConformalSets/coverage``.
  public static let conformalCoverage = StatisticKind(
    "conformalCoverage", "gold within the 90 % set", unit: .share,
    "The share of posts whose set of probable categories holds gold’s; each set is cut by what the other posts teach, to hold "
      + "it nine times in ten.",
    source: "Sadinle, Lei and Wasserman (2019), JASA 114; MAPIE, conformity score lac")

  /// ``ConformalSets/singles``.
  public static let conformalSingles = StatisticKind(
    "conformalSingles", "90 % set of one category", unit: .share,
    "The share of posts that need no second look: their set of probable categories is one category alone.",
    source: "Sadinle, Lei and Wasserman (2019), JASA 114; MAPIE, conformity score lac")
}

// MARK: Of tags

extension StatisticKind {
  /// ``TagValidity/exactMatch``.
  public static let exactMatch = StatisticKind(
    "exactMatch", "exact match", betweenCoders: "same set", unit: .share, isSymmetric: true,
    "The share of posts to which both give the same set of tags.",
    source: "scikit-learn, accuracy_score on indicators")

  /// ``TagValidity/microF1``.
  public static let microF1 = StatisticKind(
    "microF1", "micro F1", unit: .share, isSymmetric: true, "F1 over all tags of all posts together.",
    source: "scikit-learn, f1_score(average=\"micro\")")
}

// MARK: Of numbers

extension StatisticKind {
  /// ``NumberValidity/meanAbsoluteError``.
  public static let meanAbsoluteError = StatisticKind(
    "meanAbsoluteError", "mean absolute error", betweenCoders: "mean difference", unit: .ofVariable,
    isSymmetric: true, "How far the number is from gold’s, on average; less is better.",
    source: "scikit-learn, mean_absolute_error")

  /// ``NumberValidity/rootMeanSquaredError``.
  public static let rootMeanSquaredError = StatisticKind(
    "rootMeanSquaredError", "root mean squared error", unit: .ofVariable, isSymmetric: true,
    "The same with large errors counting more: the root of the mean squared error.",
    source: "scikit-learn, root_mean_squared_error")

  /// ``NumberValidity/rSquared``.
  public static let rSquared = StatisticKind(
    "rSquared", "R²", unit: .coefficient,
    "The share of gold’s variance that the numbers explain: 1 is perfect, 0 is what gold’s mean would reach, below 0 is worse.",
    source: "scikit-learn, r2_score")

  /// ``NumberValidity/pearson``.
  public static let pearson = StatisticKind(
    "pearson", "Pearson's correlation", unit: .coefficient, isSymmetric: true,
    "How nearly the two numbers lie on one line: 1 and -1 are exactly, 0 is not at all.",
    source: "SciPy, pearsonr")

  /// ``NumberValidity/spearman``.
  public static let spearman = StatisticKind(
    "spearman", "Spearman's rank correlation", unit: .coefficient, isSymmetric: true,
    "How nearly both put the posts in one order: 1 is the same, -1 the reverse.", source: "SciPy, spearmanr")
}

// MARK: Of texts

extension StatisticKind {
  /// ``TextValidity/exactMatch``.
  public static let sameText = StatisticKind(
    "sameText", "same text", unit: .share, isSymmetric: true,
    "The share of posts that both describe in exactly the same words, but for case and spaces. Free texts seldom match: read "
      + "it with how alike they are.",
    source: "Rajpurkar et al. (2016), EMNLP: exact match of SQuAD, here with articles and punctuation kept")

  /// ``TextValidity/meanSimilarity``.
  public static let textSimilarity = StatisticKind(
    "textSimilarity", "mean similarity of texts", unit: .coefficient, isSymmetric: true,
    "The mean cosine of the embeddings of both texts of a post: 1 is the same. What it is between texts of different posts "
      + "stands beside it, for some encoders find all texts alike.",
    source: "Reimers and Gurevych (2019), EMNLP-IJCNLP")
}

// MARK: Of coders of whom none is the truth

extension StatisticKind {
  /// The mean over pairs of coders of the share of posts on which they agree.
  public static let percentAgreement = StatisticKind(
    "percentAgreement", "percent agreement", unit: .share, isSymmetric: true,
    "The share of posts on which two coders agree, as the mean over all pairs of coders. Chance is not taken off.",
    source: "Freelon (2010), International Journal of Internet Science 5, average pairwise agreement")

  /// Fleiss' kappa with codings missing.
  public static let fleissKappa = StatisticKind(
    "fleissKappa", "Fleiss' kappa", unit: .coefficient, isSymmetric: true,
    "Agreement of any number of coders beyond what drawing from the categories’ shares would give; codings may be missing.",
    source: "Fleiss (1971), Psychological Bulletin 76; missing codings as in irrCAC (Gwet 2014)")

  /// Gwet's AC1.
  public static let gwetAC1 = StatisticKind(
    "gwetAC1", "Gwet's AC1", unit: .coefficient, isSymmetric: true,
    "Agreement beyond chance that stays high where nearly all posts are of one category and coders agree on them; kappa and "
      + "alpha fall then.",
    source: "Gwet (2008), British Journal of Mathematical and Statistical Psychology 61; irrCAC")

  /// Gwet's AC2: AC1 with weights.
  public static let gwetAC2 = StatisticKind(
    "gwetAC2", "Gwet's AC2", unit: .coefficient, isSymmetric: true,
    "AC1 with part of the agreement for categories that are near each other in their order.",
    source: "Gwet (2014), Handbook of Inter-Rater Reliability; irrCAC")

  /// Agreement on one category.
  public static let specificAgreement = StatisticKind(
    "specificAgreement", "specific agreement", unit: .share, isSymmetric: true,
    "Where one coder gave the category, the share of the other coders who gave it too.",
    source: "Cicchetti and Feinstein (1990), Journal of Clinical Epidemiology 43; Uebersax")

  /// ``IntraclassCorrelation``.
  public static let intraclassCorrelation = StatisticKind(
    "intraclassCorrelation", "ICC(2,1)", unit: .coefficient, isSymmetric: true,
    "The share of the numbers’ variance that is between posts and not between coders: 1 is perfect. Over posts that all "
      + "coders coded.",
    source: "Shrout and Fleiss (1979), Psychological Bulletin 86; interval of McGraw and Wong (1996)")
}

// MARK: Of clusterings

extension StatisticKind {
  /// ``ClusterComparison/adjustedRandIndex``.
  public static let adjustedRandIndex = StatisticKind(
    "adjustedRandIndex", "adjusted Rand index", unit: .coefficient, isSymmetric: true,
    "Whether two clusterings put the same posts together: 1 where they do, 0 by chance.",
    source: "Hubert and Arabie (1985), Journal of Classification 2")

  /// ``ClusterComparison/normalisedMutualInformation``.
  public static let normalisedMutualInformation = StatisticKind(
    "normalisedMutualInformation", "normalised mutual information", unit: .coefficient, isSymmetric: true,
    "How much a post’s cluster says of its category: 1 is all, 0 nothing. It grows with the number of clusters.",
    source: "scikit-learn, normalized_mutual_info_score")

  /// ``ClusterComparison/purity``.
  public static let purity = StatisticKind(
    "purity", "purity", unit: .share,
    "The share of posts that are of the most frequent category of their cluster. It grows with the number of clusters: "
      + "compare it at equal numbers.",
    source: "Manning, Raghavan and Schütze (2008), chapter 16.3")

  /// The mean silhouette of a clustering.
  public static let silhouette = StatisticKind(
    "silhouette", "mean silhouette", unit: .coefficient,
    "How much nearer posts are to their own cluster than to the next: 1 is best, 0 is on the border, below 0 is in the wrong "
      + "cluster.",
    source: "Rousseeuw (1987), Journal of Computational and Applied Mathematics 20")

  /// The stability of a clustering over resamples.
  public static let stability = StatisticKind(
    "stability", "stability", unit: .coefficient,
    "The mean adjusted Rand index between the clustering and clusterings of resamples: 1 where they agree, 0 by chance.",
    source: "Hennig (2007), Computational Statistics and Data Analysis 52")

  /// The inertia of a clustering.
  public static let inertia = StatisticKind(
    "inertia", "inertia", unit: .coefficient,
    "The sum of squared distances between posts and the centres of their clusters; it falls with the number of clusters.",
    source: "Lloyd (1982), IEEE Transactions on Information Theory 28")

  /// Every statistic that there is.
  public static let all = ofCodings + ofCoders + ofClusterings

  /// Those of any number of coders of whom none is the truth, besides those of pairs.
  public static let ofCoders: [StatisticKind] = [
    .percentAgreement, .fleissKappa, .gwetAC1, .gwetAC2, .specificAgreement, .intraclassCorrelation,
  ]

  /// Those of one clustering alone.
  public static let ofClusterings: [StatisticKind] = [.silhouette, .stability, .inertia]

  /// Those that compare two codings of the same posts, in the order of the documentation.
  public static let ofCodings: [StatisticKind] = [
    .accuracy, .accuracyWithAbstentionsWrong, .precision, .recall, .f1, .balancedAccuracy, .macroF1,
    .macroF1WithAbstentionsWrong, .weightedF1, .kappa, .matthewsCorrelation, .alpha,
    .areaUnderROC, .averagePrecision, .topTwo, .topThree, .logLoss, .brierScore, .expectedCalibrationError,
    .coverageArea, .conformalCoverage, .conformalSingles,
    .exactMatch, .microF1, .sameText, .textSimilarity, .meanAbsoluteError, .rootMeanSquaredError,
    .rSquared, .pearson, .spearman, .adjustedRandIndex, .normalisedMutualInformation, .purity,
  ]
}
