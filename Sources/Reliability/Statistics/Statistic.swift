/// A figure as everything that shows figures draws it: what it is, its value or why there is none, its interval, and what it is
/// to be compared with.
public struct Statistic: Equatable, Sendable {
  /// What always giving some answer would reach.
  public struct Baseline: Equatable, Encodable, Sendable {
    /// The answer, as in `always the median`.
    public let label: String
    /// What it reaches.
    public let value: Estimate<Double>

    /// A baseline.
    public init(_ label: String, _ value: Estimate<Double>) {
      self.label = label
      self.value = value
    }
  }

  /// What it is.
  public let kind: StatisticKind
  /// How it was computed, where there are several ways: the level of an alpha.
  public let variant: String?
  /// The value, or why there is none.
  public let value: Estimate<Double>
  /// The 95 % interval, or why there is none; nil where none is computed.
  public let interval: Estimate<Interval>?
  /// The standard error of a formula, or why there is none; nil where no formula is known.
  public let standardError: Estimate<Double>?
  /// What it is to be compared with.
  public let baselines: [Baseline]

  /// A statistic.
  public init(
    _ kind: StatisticKind, _ value: Estimate<Double>, interval: Estimate<Interval>? = nil,
    variant: String? = nil, standardError: Estimate<Double>? = nil, baselines: [Baseline] = []
  ) {
    self.kind = kind
    self.variant = variant
    self.value = value
    self.interval = interval
    self.standardError = standardError
    self.baselines = baselines
  }

  /// A statistic with the interval of its bootstrap.
  public init(_ kind: StatisticKind, _ estimate: BootstrapEstimate, baselines: [Baseline] = []) {
    self.init(kind, estimate.estimate, interval: estimate.interval, baselines: baselines)
  }

  /// The name, with the variant in brackets.
  public var label: String { kind.label + suffix }

  /// The name between two coders of whom neither is the truth.
  public var labelBetweenCoders: String { kind.labelBetweenCoders + suffix }

  private var suffix: String { variant.map { " (\($0))" } ?? "" }
}

extension Statistic: Encodable {
  private enum CodingKeys: CodingKey {
    case id, label, value, interval, standardError, unit, explanation, source, baselines
  }

  /// Writes the figure with its name and meaning.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind.id, forKey: .id)
    try container.encode(label, forKey: .label)
    try container.encode(value, forKey: .value)
    try container.encodeIfPresent(interval, forKey: .interval)
    try container.encodeIfPresent(standardError, forKey: .standardError)
    try container.encode(kind.unit, forKey: .unit)
    try container.encode(kind.explanation, forKey: .explanation)
    try container.encode(kind.source, forKey: .source)
    try container.encode(baselines, forKey: .baselines)
  }
}

extension [Statistic] {
  /// The statistic of a kind; nil where there is none.
  public subscript(kind: StatisticKind) -> Statistic? { first { $0.kind == kind } }
}

extension KrippendorffAlpha {
  /// Alpha as a statistic; its variant is the level.
  public var statistic: Statistic { Statistic(.alpha, alpha, variant: distance.label) }
}

extension KrippendorffAlpha.Distance {
  /// The distance as it is written in a text.
  public var label: String { self == .masi ? "MASI" : rawValue }
}

extension CategoryValidity {
  /// How well the category is found, in figures.
  public var statistics: [Statistic] {
    [Statistic(.precision, precision), Statistic(.recall, recall), Statistic(.f1, f1)]
  }
}

extension ClusterComparison {
  /// The comparison in figures.
  public var statistics: [Statistic] {
    [
      Statistic(.adjustedRandIndex, adjustedRandIndex),
      Statistic(.normalisedMutualInformation, normalisedMutualInformation), Statistic(.purity, purity),
    ]
  }
}
