import Reliability

/// What people's judgements of a pair sample say of each other and of the clustering.
public struct PairFigures: Encodable, Sendable {
  /// How many pairs within clusters the sample has.
  public var within: Int
  /// How many pairs between clusters the sample has.
  public var between: Int
  /// What each person said, by name.
  public var coders: [CoderShares]
  /// The same of the pairs that everybody judged, a pair counting as cohesive where all say so; nil with fewer than two people.
  public var unanimous: CoderShares?
  /// How far every two people agree.
  public var agreements: [Agreement]

  /// The share of pairs that belong together, of those that were judged.
  public struct Share: Encodable, Equatable, Sendable {
    /// How many belong together.
    public var belong: Int
    /// How many were judged.
    public var judged: Int
    /// `belong / judged`; undefined where nothing was judged.
    public var share: Estimate<Double>
    /// Wilson's 95 % interval.
    public var interval: Estimate<Interval>

    init(_ answers: [Bool]) {
      belong = answers.count(where: { $0 })
      judged = answers.count
      share = judged == 0 ? .undefined(.noObservations) : .defined(Double(belong) / Double(judged))
      interval = Interval.wilson(successes: belong, trials: judged)
    }
  }

  /// The shares of one person, or of all together.
  public struct CoderShares: Encodable, Equatable, Sendable {
    /// Who judged.
    public var coder: String
    /// Of pairs within clusters: how cohesive clusters are.
    public var within: Share
    /// Of pairs between clusters: how much the clustering has torn apart.
    public var between: Share
  }

  /// How far two people agree on the pairs that both judged.
  public struct Agreement: Encodable, Equatable, Sendable {
    /// The two people, by name.
    public var coders: [String]
    /// How many pairs both judged.
    public var pairs: Int
    /// The share of equal judgements, with Wilson's 95 % interval.
    public var agreement: Estimate<Double>
    /// The interval of the agreement.
    public var agreementInterval: Estimate<Interval>
    /// Cohen's kappa.
    public var kappa: Estimate<Double>
    /// Its large-sample 95 % interval, cut to the range of kappa.
    public var kappaInterval: Estimate<Interval>
  }

  /// The figures of `pairs`.
  ///
  /// - Parameters:
  ///   - pairs: the pairs of the sample.
  ///   - judgements: by coder and number, whether the pair belongs together; numbers that no pair has are left out.
  /// - Throws: `ReliabilityError`, which two labels cannot cause.
  public init(of pairs: [PostPair], judgements: [String: [Int: Bool]]) throws(ReliabilityError) {
    within = pairs.count(where: \.isWithin)
    between = pairs.count - within
    let names = judgements.keys.sorted()
    func shares(_ coder: String, _ answer: (Int) -> Bool?) -> CoderShares {
      CoderShares(
        coder: coder, within: Share(pairs.filter(\.isWithin).compactMap { answer($0.number) }),
        between: Share(pairs.filter { !$0.isWithin }.compactMap { answer($0.number) }))
    }
    coders = names.map { name in shares(name) { judgements[name]?[$0] } }
    if names.count > 1 {
      unanimous = shares(names.joined(separator: ", ")) { number in
        let answers = names.compactMap { judgements[$0]?[number] }
        return answers.count == names.count ? answers.allSatisfy { $0 } : nil
      }
    }
    agreements = []
    for (place, one) in names.enumerated() {
      for other in names[(place + 1)...] {
        agreements.append(try Self.agreement(of: one, and: other, on: pairs, judgements: judgements))
      }
    }
  }

  private static func agreement(
    of one: String, and other: String, on pairs: [PostPair], judgements: [String: [Int: Bool]]
  ) throws(ReliabilityError) -> Agreement {
    var counts = [[0, 0], [0, 0]]
    for pair in pairs {
      guard let first = judgements[one]?[pair.number], let second = judgements[other]?[pair.number] else {
        continue
      }
      counts[first ? 0 : 1][second ? 0 : 1] += 1
    }
    let table = try ConfusionMatrix(counts: counts, categories: ["yes", "no"])
    return Agreement(
      coders: [one, other], pairs: table.observations, agreement: table.accuracy,
      agreementInterval: table.accuracyInterval(), kappa: table.kappa(),
      kappaInterval: table.kappaInterval().map {
        Interval(lower: max(-1, $0.lower), upper: min(1, $0.upper), level: $0.level)
      })
  }
}
