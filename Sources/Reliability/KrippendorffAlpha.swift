/// Krippendorff's alpha: the reliability of any number of coders, with codings missing.
///
/// alpha = 1 - D_o / D_e. Each unit with m ≥ 2 codings gives each ordered pair of its codings the weight
/// 1 / (m - 1); D_o is the mean distance of these pairs, D_e that of all pairs of the n codings that stand
/// in such units. 1 is perfect, 0 chance, below 0 systematic disagreement.
///
/// Undefined where no unit has two codings, where all paired codings are equal, for a value that is not
/// finite, and for a negative value on a ratio scale. There is no default distance: the variable's level
/// decides. Units are the outer sequence, coders the inner; nil is a missing coding.
/// Source: Krippendorff (2011), "Computing Krippendorff's alpha-reliability".
public struct KrippendorffAlpha: Sendable, Codable, Equatable {
  /// How the distance of two codings is measured.
  public enum Distance: String, Sendable, Codable, CaseIterable {
    /// 0 for equal, 1 for different.
    case nominal
    /// The squared difference of mean ranks among the paired codings.
    case ordinal
    /// (c - k)².
    case interval
    /// ((c - k) / (c + k))²; 0 for two zeros.
    case ratio
    /// ``MASI/distance(_:_:)`` of two sets of tags.
    case masi
    /// 1 - ``TextSimilarity/cosine(_:_:)`` of two texts, half the squared distance of their embeddings at length 1.
    case cosine
  }

  /// The coefficient, at most 1.
  public let alpha: Estimate<Double>

  /// The distance that was used.
  public let distance: Distance

  /// How many units have at least two codings.
  public let pairableUnits: Int

  /// How many codings stand in these units.
  public let pairableCodings: Int

  /// Alpha of categories without order.
  ///
  /// One pass over the units; memory for one number a coding.
  public init<Category: Hashable & Sendable>(nominal units: some Sequence<[Category?]>) {
    self.init(nominal: PairedCodings(units))
  }

  private init<Category>(nominal codings: PairedCodings<Category>) {
    let n = Double(codings.count)
    let agreeing = codings.values.indices.reduce(0.0) { sum, code in
      sum + Double(codings.frequencies[code]) * Double(codings.frequencies[code])
    }
    self.init(
      codings, .nominal, observed: codings.observed { $0 == $1 ? 0 : 1 }, expected: n * n - agreeing)
  }

  /// Alpha of ordered values, such as the places of categories in the codebook.
  ///
  /// Krippendorff's ordinal distance is the squared difference of mean ranks, hence one sort.
  public init(ordinal units: some Sequence<[Double?]>) {
    self.init(ordinal: PairedCodings(units))
  }

  private init(ordinal codings: PairedCodings<Double>) {
    let order = codings.values.indices.sorted { codings.values[$0] < codings.values[$1] }
    let ranks = Self.meanRanks(order, codings.frequencies.map(Double.init))
    self.init(codings, .ordinal, squaresOf: ranks)
  }

  /// Alpha of numbers whose differences have meaning.
  public init(interval units: some Sequence<[Double?]>) {
    self.init(interval: PairedCodings(units))
  }

  private init(interval codings: PairedCodings<Double>) {
    self.init(codings, .interval, squaresOf: codings.values)
  }

  /// Alpha of numbers with a true zero, none of them negative.
  ///
  /// The expected distance takes time in the square of the number of distinct values.
  public init(ratio units: some Sequence<[Double?]>) {
    self.init(ratio: PairedCodings(units))
  }

  private init(ratio codings: PairedCodings<Double>) {
    let values = codings.values
    guard values.allSatisfy({ $0 >= 0 || $0.isNaN }) else {
      self.init(codings, .ratio, alpha: .undefined(.negativeValue))
      return
    }
    let distance: (Int, Int) -> Double = { first, second in
      first == second ? 0 : Self.ratioDistance(values[first], values[second])
    }
    self.init(codings, .ratio, observed: codings.observed(distance), expected: codings.expected(distance))
  }

  /// Alpha of categories by their places in the codebook: the same as of the categories, for millions of codings.
  ///
  /// - Parameters:
  ///   - coders: For each coder the place of each unit; a negative place is a missing coding.
  ///   - distance: How the distance of two places is measured; MASI and the cosine, of sets and texts, count as nominal.
  public init(places coders: [[Int32]], distance: Distance) {
    let codings = PairedCodings(places: coders)
    switch distance {
    case .nominal, .masi, .cosine: self.init(nominal: codings)
    case .ordinal: self.init(ordinal: codings)
    case .interval: self.init(interval: codings)
    case .ratio: self.init(ratio: codings)
    }
  }

  /// Alpha of sets of tags; the empty set is a coding like any other.
  ///
  /// The expected distance takes time in the square of the number of distinct sets.
  public init(tags units: some Sequence<[Set<String>?]>) {
    let codings = PairedCodings(units)
    let sets = codings.values
    let distance: (Int, Int) -> Double = { $0 == $1 ? 0 : MASI.distance(sets[$0], sets[$1]) }
    self.init(codings, .masi, observed: codings.observed(distance), expected: codings.expected(distance))
  }

  /// Alpha of texts, by how alike they are: coders who say the same in other words agree.
  public init(texts units: some Sequence<[String?]>, similarity: TextSimilarity) {
    let codings = PairedCodings(units)
    let texts = codings.values
    self.init(
      codings, .cosine, observed: codings.observed { 1 - similarity.cosine(texts[$0], texts[$1]) },
      expected: SummedDistances(of: texts, by: similarity).sum(codings.frequencies.map(Double.init)))
  }
}

extension KrippendorffAlpha {
  private init<Value>(_ codings: PairedCodings<Value>, _ distance: Distance, alpha: Estimate<Double>) {
    self.alpha = alpha
    self.distance = distance
    pairableUnits = codings.unitCount
    pairableCodings = codings.count
  }

  /// From the sum of weighted distances in units, and the sum of distances of all ordered pairs.
  private init<Value>(
    _ codings: PairedCodings<Value>, _ distance: Distance, observed: Double, expected: Double
  ) {
    let alpha: Estimate<Double> =
      if codings.count == 0 {
        .undefined(.noPairs)
      } else if codings.values.count < 2 {
        .undefined(.noVariation)
      } else if !(observed.isFinite && expected.isFinite) {
        .undefined(.notFinite)
      } else if expected <= 0 {
        .undefined(.noVariation)
      } else {
        .finite(1 - Double(codings.count - 1) * (observed / expected))
      }
    self.init(codings, distance, alpha: alpha)
  }

  /// From squared differences.
  private init<Value>(_ codings: PairedCodings<Value>, _ distance: Distance, squaresOf values: [Double]) {
    let finite = (codings.values as? [Double])?.allSatisfy(\.isFinite) ?? true
    self.init(
      codings, distance,
      observed: finite
        ? codings.observed { (values[$0] - values[$1]) * (values[$0] - values[$1]) } : .infinity,
      expected: Self.squaresOfAllPairs(values, codings.frequencies.map(Double.init)))
  }
}

// What the alpha of drawn units is made of too.
extension KrippendorffAlpha {
  /// ((c - k) / (c + k))² of two values that are not both 0.
  static func ratioDistance(_ first: Double, _ second: Double) -> Double {
    // Halves, so that the sum of two large values stays finite.
    let share = (first / 2 - second / 2) / (first / 2 + second / 2)
    return share * share
  }

  /// The mean rank of each code, by how often codes occur and their order.
  static func meanRanks(_ order: [Int], _ frequencies: [Double]) -> [Double] {
    var ranks = [Double](repeating: 0, count: frequencies.count)
    var before = 0.0
    for code in order {
      ranks[code] = before + frequencies[code] / 2
      before += frequencies[code]
    }
    return ranks
  }

  /// The sum of squared differences over all ordered pairs of n values, which is 2 n Σ (x - mean)².
  static func squaresOfAllPairs(_ values: [Double], _ frequencies: [Double]) -> Double {
    let n = frequencies.reduce(0, +)
    let mean = zip(values, frequencies).reduce(0) { $0 + $1.0 * $1.1 } / max(1, n)
    return 2 * n * zip(values, frequencies).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 }
  }
}
