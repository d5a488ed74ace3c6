import Reliability

/// The figures of a number variable; never weighted.
public struct NumberFigures: Encodable, Sendable {
  /// Mean absolute error, root mean squared error, R2 and correlations.
  public let validity: NumberValidity
  /// Bootstrap intervals of the mean absolute error, R2 and Spearman's correlation.
  public let intervals: NumberIntervals
  /// The same figures of always answering the reference's median, the baseline of the mean absolute error.
  public let medianBaseline: NumberValidity
  /// By how much the mean absolute error is below the median's, with a bootstrap interval.
  public let reductionFromMedian: BootstrapEstimate
  /// The same of answering, for each post, the mean of the reference over the other posts of its account.
  ///
  /// It is the baseline of whoever knows the account, which a coder may not; nil where accounts are not known, or none has two
  /// compared posts.
  public let accountBaseline: NumberValidity?
  /// By how much the mean absolute error is below that, with a bootstrap interval; nil where there is no such baseline.
  public let reductionFromAccountMean: BootstrapEstimate?
  /// Signs that the numbers are worth less than they seem.
  let flags: [ValidityFlag]

  private enum CodingKeys: CodingKey {
    case validity, intervals, medianBaseline, reductionFromMedian, accountBaseline, reductionFromAccountMean
  }

  init(_ paired: PairedValues, bootstrap: Bootstrap) throws(ReliabilityError) {
    let truth = paired.reference.map(\.?.numberValue)
    let answers = paired.coder.map(\.?.numberValue)
    validity = try NumberValidity(gold: truth, predicted: answers)
    var gold: [Double] = []
    var predicted: [Double] = []
    var groups: [String]? = paired.groups.map { _ in [] }
    var accounts: [String?] = []
    for position in truth.indices {
      guard let value = truth[position], let answer = answers[position] else { continue }
      gold.append(value)
      predicted.append(answer)
      accounts.append(paired.accounts?[position])
      if let all = paired.groups { groups?.append(all[position]) }
    }
    intervals = try bootstrap.intervals(gold: gold, predicted: predicted, groups: groups)
    let sorted = gold.sorted()
    let median = sorted.isEmpty ? 0 : sorted[(sorted.count - 1) / 2] / 2 + sorted[sorted.count / 2] / 2
    let medians = gold.map { _ in median }
    medianBaseline = try NumberValidity(gold: gold, predicted: medians)
    reductionFromMedian = try bootstrap.errorReduction(
      gold: gold, predicted: predicted, baseline: medians, groups: groups)
    var baselines = [
      (
        baseline: NumberBaseline.median, error: medianBaseline.meanAbsoluteError,
        reduction: reductionFromMedian
      )
    ]
    if let means = NumberBaseline.accountMeans(gold: gold, accounts: accounts) {
      let validity = try NumberValidity(gold: gold, predicted: means)
      let reduction = try bootstrap.errorReduction(
        gold: gold, predicted: predicted, baseline: means, groups: groups)
      baselines.append((.accountMean, validity.meanAbsoluteError, reduction))
      accountBaseline = validity
      reductionFromAccountMean = reduction
    } else {
      accountBaseline = nil
      reductionFromAccountMean = nil
    }
    flags = ValidityFlag.flags(
      gold: gold, predicted: predicted, error: validity.meanAbsoluteError, baselines: baselines)
  }
}
