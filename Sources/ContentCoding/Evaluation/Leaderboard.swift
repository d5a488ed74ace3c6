import Reliability

/// Every coder on one table: how good, how sure, how much of the corpus, at what price and pace.
public struct Leaderboard: Encodable, Sendable {
  /// What a coder looks at.
  public enum Modality: String, Codable, CaseIterable, Sendable {
    case picture
    case text
    case both = "picture and text"
    /// Frames of videos, where no post has a picture.
    case video
    /// Other coders' answers, or nothing that is known.
    case other
  }

  /// What a study knows of a coder besides its answers.
  public struct Facts: Sendable {
    /// What the coder looks at.
    public var modality: Modality
    /// Posts a second in its newest run; nil where it has none, as people.
    public var postsPerSecond: Double?
    /// What its newest run used for 1,000 posts; nil where nothing counted it.
    public var energyPerThousand: Run.Energy?

    /// Facts.
    public init(
      modality: Modality = .other, postsPerSecond: Double? = nil, energyPerThousand: Run.Energy? = nil
    ) {
      self.modality = modality
      self.postsPerSecond = postsPerSecond
      self.energyPerThousand = energyPerThousand
    }
  }

  /// One coder and variable.
  public struct Row: Encodable, Sendable {
    /// The variable's name.
    public let variable: String
    /// Who coded.
    public let coder: CoderIdentity
    /// What it looks at.
    public let modality: Modality
    /// How many posts were compared with gold.
    public let posts: Int
    /// Macro F1 with abstentions counted as wrong, of tags micro F1, of numbers the mean absolute error.
    public let figure: Statistic
    /// The share of gold's posts that it coded.
    public let coverage: Double
    /// US dollars for 1,000 answers; nil where nothing was paid, or no price is known.
    public let costPerThousand: Double?
    /// Posts a second in its newest run; nil where it has none.
    public let postsPerSecond: Double?
    /// Watt-hours that its newest run used for 1,000 posts; nil where nothing counted them.
    public let wattHoursPerThousand: Double?
    /// Whether these are a person's watts times seconds, and not what the machine counted.
    public let isEnergyEstimated: Bool?
    /// Grams of CO2 for 1,000 posts at the stated intensity of the grid; nil where none was stated.
    public let gramsOfCO2PerThousand: Double?
    /// How many warnings its figures carry.
    public let warnings: Int
  }

  /// The rows, variables in the codebook's order and the best coder of each first.
  public let rows: [Row]

  /// The table of `evaluation`, with what is known of its coders by name.
  ///
  /// - Parameters:
  ///   - evaluation: The figures.
  ///   - facts: What is known besides.
  ///   - gridIntensity: Grams of CO2 for a kilowatt-hour; nil where it is not stated.
  public init(_ evaluation: Evaluation, facts: [String: Facts] = [:], gridIntensity: Double? = nil) {
    rows = evaluation.variables.flatMap { variable in
      variable.validity.map { comparison in
        let known = facts[comparison.coder.name] ?? Facts()
        return Row(
          variable: variable.variable, coder: comparison.coder, modality: known.modality,
          posts: comparison.counts.compared, figure: comparison.ranking,
          coverage: comparison.counts.coverage, costPerThousand: comparison.costPerThousand,
          postsPerSecond: known.postsPerSecond, wattHoursPerThousand: known.energyPerThousand?.wattHours,
          isEnergyEstimated: known.energyPerThousand?.isEstimated,
          gramsOfCO2PerThousand: gridIntensity.flatMap { grams in
            known.energyPerThousand.map { $0.wattHours / 1000 * grams }
          }, warnings: comparison.flags.count)
      }.sorted { ($0.order, $0.coder.name) < ($1.order, $1.coder.name) }
    }
  }
}

extension Leaderboard.Row {
  /// Small for good coders; those without a figure come last.
  fileprivate var order: Double {
    guard let value = figure.value.value else { return .infinity }
    return figure.kind == .meanAbsoluteError ? value : -value
  }
}

extension Comparison {
  /// The figure by which coders are ranked, with its baseline.
  public var ranking: Statistic {
    switch figures {
    case .choice(let figures): figures.ranking
    case .tags: statistics[.microF1] ?? main
    case .number, .text: main
    }
  }
}

extension ChoiceFigures {
  /// Macro F1 with abstentions counted as wrong; the baseline is that of always giving the most frequent answer.
  fileprivate var ranking: Statistic {
    let always = majority.category.map { "always \(quoted($0))" } ?? "always the most frequent category"
    let used = categories.count(where: \.hasSupport)
    let baseline: Estimate<Double> =
      switch majority.share {
      case .defined(let share) where used > 0: .defined(2 * share / (1 + share) / Double(used))
      default: .undefined(.noObservations)
      }
    return Statistic(
      .macroF1WithAbstentionsWrong, macroF1WithAbstentionsWrong,
      baselines: [Statistic.Baseline(always, baseline)])
  }
}
