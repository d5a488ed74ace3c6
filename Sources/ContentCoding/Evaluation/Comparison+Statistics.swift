import Reliability

extension Comparison.Figures {
  /// The figures as they are shown: the main one first, alpha of the two coders last but for what is said of confidence.
  func statistics(_ alpha: KrippendorffAlpha) -> [Statistic] {
    switch self {
    case .choice(let figures): figures.statistics(alpha)
    case .tags(let figures): figures.statistics(alpha)
    case .number(let figures): figures.statistics(alpha)
    case .text(let figures): figures.statistics(alpha)
    }
  }
}

extension Comparison {
  /// How well each category or tag is found; none for numbers and texts.
  public var categories: [CategoryValidity] {
    switch figures {
    case .choice(let figures): figures.categories
    case .tags(let figures): figures.validity.perTag
    case .number, .text: []
    }
  }

  /// The figure that stands for all where there is room for one.
  public var main: Statistic { statistics[0] }

  /// The figures that hold between two coders of whom neither is the truth.
  public var betweenCoders: [Statistic] {
    let kinds: [StatisticKind] =
      switch figures {
      case .choice: [.accuracy, .kappa, .alpha]
      case .tags: [.exactMatch, .microF1, .alpha]
      case .number: [.meanAbsoluteError, .spearman, .alpha]
      case .text: [.textSimilarity, .sameText, .alpha]
      }
    return kinds.compactMap { statistics[$0] }
  }
}

extension ChoiceFigures {
  fileprivate func statistics(_ alpha: KrippendorffAlpha) -> [Statistic] {
    let always = majority.category.map { "always \(quoted($0))" } ?? "always the most frequent category"
    return [
      Statistic(
        .accuracy, accuracy, interval: accuracyInterval,
        baselines: [Statistic.Baseline(always, majority.share)]),
      Statistic(.accuracyWithAbstentionsWrong, accuracyWithAbstentionsWrong),
      Statistic(.balancedAccuracy, balancedAccuracy), Statistic(.macroF1, macroF1),
      Statistic(.macroF1WithAbstentionsWrong, macroF1WithAbstentionsWrong),
      Statistic(.weightedF1, weightedF1), Statistic(.kappa, kappa),
      Statistic(.matthewsCorrelation, matthewsCorrelation), alpha.statistic,
    ]
      + (probabilities?.statistics(of: categories.count) ?? [])
      + (brierScore.map { [Statistic(.brierScore, $0)] } ?? [])
      + (calibration.map { [Statistic(.expectedCalibrationError, $0.expectedCalibrationError)] } ?? [])
      + (coverageCurve.map { [Statistic(.coverageArea, $0.area)] } ?? [])
      + (conformalSets.map {
        [Statistic(.conformalCoverage, $0.coverage), Statistic(.conformalSingles, $0.singles)]
      } ?? [])
  }
}

extension ProbabilityValidity {
  /// The figures; that gold is among the first two or three says nothing where there are no more categories.
  fileprivate func statistics(of categories: Int) -> [Statistic] {
    [Statistic(.areaUnderROC, areaUnderROC), Statistic(.averagePrecision, averagePrecision)]
      + (categories > 2 ? [Statistic(.topTwo, topTwo)] : [])
      + (categories > 3 ? [Statistic(.topThree, topThree)] : []) + [Statistic(.logLoss, logLoss)]
  }
}

extension TagFigures {
  fileprivate func statistics(_ alpha: KrippendorffAlpha) -> [Statistic] {
    let always = majority.category.map { $0.isEmpty ? "always no tag" : "always \(quoted($0))" }
    return [
      Statistic(
        .exactMatch, validity.exactMatch,
        baselines: [Statistic.Baseline(always ?? "always the most frequent set", majority.share)]),
      Statistic(.microF1, validity.microF1), Statistic(.macroF1, validity.macroF1), alpha.statistic,
    ]
  }
}

extension NumberFigures {
  fileprivate func statistics(_ alpha: KrippendorffAlpha) -> [Statistic] {
    func baselines(_ figure: KeyPath<NumberValidity, Estimate<Double>>) -> [Statistic.Baseline] {
      [Statistic.Baseline("always the median", medianBaseline[keyPath: figure])]
        + (accountBaseline.map {
          [Statistic.Baseline("mean of the account's other posts", $0[keyPath: figure])]
        } ?? [])
    }
    return [
      Statistic(
        .meanAbsoluteError, validity.meanAbsoluteError, interval: intervals.meanAbsoluteError.interval,
        baselines: baselines(\.meanAbsoluteError)),
      Statistic(
        .rootMeanSquaredError, validity.rootMeanSquaredError, baselines: baselines(\.rootMeanSquaredError)),
      Statistic(
        .rSquared, validity.rSquared, interval: intervals.rSquared.interval, baselines: baselines(\.rSquared)),
      Statistic(.pearson, validity.pearson),
      Statistic(.spearman, validity.spearman, interval: intervals.spearman.interval), alpha.statistic,
    ]
  }
}
