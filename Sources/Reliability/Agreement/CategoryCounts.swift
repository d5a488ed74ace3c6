/// How often each category was given to each unit, by however many coders: what Fleiss' kappa and Gwet's coefficients are
/// computed from.
///
/// The formulas are those of irrCAC (Gwet 2014, "Handbook of Inter-Rater Reliability"): observed agreement is over the units
/// with at least two codings, the categories' shares over all units with at least one. Units may be counted several times,
/// as a draw of the bootstrap does.
struct CategoryCounts: Sendable {
  private let categoryCount: Int
  /// The entries of unit `u` are `starts[u]..<starts[u + 1]`: a category and how many coders gave it.
  private var starts: [Int] = [0]
  private var categories: [Int32] = []
  private var counts: [Double] = []
  private var codings: [Double] = []

  /// - Parameters:
  ///   - units: For each unit the places of the categories that it was given; negative ones are missing.
  ///   - categoryCount: The number of categories that the codebook offers.
  init(_ units: [[Int32]], categoryCount: Int) {
    self.categoryCount = categoryCount
    for unit in units {
      let given = unit.filter { $0 >= 0 }
      codings.append(Double(given.count))
      var rest = given.sorted()[...]
      while let category = rest.first {
        let same = rest.prefix { $0 == category }.count
        categories.append(category)
        counts.append(Double(same))
        rest = rest.dropFirst(same)
      }
      starts.append(categories.count)
    }
  }

  private var unitCount: Int { codings.count }

  /// What chance agreement is made of: how many units there are, and the categories' shares.
  private struct Sums {
    /// Units with at least one coding, and with at least two.
    var units = 0.0
    var pairable = 0.0
    /// The mean share of each category.
    var shares: [Double]
  }

  /// Agreement within a unit: the share of pairs of its codings that agree; 0 where there is no pair.
  private func agreement(in unit: Int, _ weights: AgreementWeights) -> Double {
    guard codings[unit] > 1 else { return 0 }
    var sum = 0.0
    for entry in starts[unit]..<starts[unit + 1] {
      var near = counts[entry]
      if weights != .identity {
        near = 0
        for other in starts[unit]..<starts[unit + 1] {
          near +=
            weights.agreement(Int(categories[entry]), Int(categories[other]), of: categoryCount)
            * counts[other]
        }
      }
      sum += counts[entry] * (near - 1)
    }
    return sum / (codings[unit] * (codings[unit] - 1))
  }

  private func sums(_ times: [Int]) -> Sums {
    var sums = Sums(shares: [Double](repeating: 0, count: categoryCount))
    for unit in times.indices where times[unit] > 0 && codings[unit] > 0 {
      let times = Double(times[unit])
      sums.units += times
      if codings[unit] > 1 { sums.pairable += times }
      let share = times / codings[unit]
      for entry in starts[unit]..<starts[unit + 1] {
        sums.shares[Int(categories[entry])] += share * counts[entry]
      }
    }
    if sums.units > 0 { for place in sums.shares.indices { sums.shares[place] /= sums.units } }
    return sums
  }

  /// A coefficient of these units, with what of it no draw changes.
  struct Coefficient: Sendable {
    /// Which chance agreement is taken off.
    enum Chance: Sendable {
      /// Two coders who draw from the categories' shares.
      case fleiss
      /// Gwet's, which hardly grows where one category is frequent.
      case gwet(AgreementWeights)
    }

    let chance: Chance
    /// The agreement within each unit.
    let agreements: [Double]
    /// The sum of the weights of all pairs of categories over q (q - 1); 1 / (q - 1) for those of identity.
    let factor: Double

    /// Chance agreement of categories with these shares.
    func expected(_ shares: [Double]) -> Double {
      switch chance {
      case .fleiss: shares.reduce(0) { $0 + $1 * $1 }
      case .gwet: factor * shares.reduce(0) { $0 + $1 * (1 - $1) }
      }
    }
  }

  /// The coefficient that takes off `chance`.
  func coefficient(_ chance: Coefficient.Chance) -> Coefficient {
    let weights: AgreementWeights = if case .gwet(let weights) = chance { weights } else { .identity }
    let q = Double(categoryCount)
    var factor = 1 / (q - 1)
    if weights != .identity {
      var sum = 0.0
      for first in 0..<categoryCount {
        for second in 0..<categoryCount { sum += weights.agreement(first, second, of: categoryCount) }
      }
      factor = sum / (q * (q - 1))
    }
    return Coefficient(
      chance: chance, agreements: (0..<unitCount).map { agreement(in: $0, weights) }, factor: factor)
  }

  /// The coefficients when unit `u` occurs `times[u]` times; undefined where no unit has two codings, for a single category, and
  /// for Fleiss' kappa where all codings are equal.
  func estimates(_ coefficients: [Coefficient], _ times: [Int]) -> [Estimate<Double>] {
    let sums = sums(times)
    return coefficients.map { estimate($0, sums, times) }
  }

  private func estimate(_ coefficient: Coefficient, _ sums: Sums, _ times: [Int]) -> Estimate<Double> {
    guard sums.pairable > 0 else { return .undefined(.noPairs) }
    guard categoryCount > 1 else { return .undefined(.oneCategory) }
    let expected = coefficient.expected(sums.shares)
    guard expected < 1 else { return .undefined(.noVariation) }
    var agreement = 0.0
    for unit in times.indices where times[unit] > 0 && codings[unit] > 1 {
      agreement += Double(times[unit]) * coefficient.agreements[unit]
    }
    return .finite((agreement / sums.pairable - expected) / (1 - expected))
  }

  /// The standard error of the coefficient over units, each counted once; undefined where the coefficient is, and for fewer
  /// than two units.
  func standardError(_ chance: Coefficient.Chance) -> Estimate<Double> {
    let coefficient = coefficient(chance)
    let once = [Int](repeating: 1, count: unitCount)
    let sums = sums(once)
    let found = estimate(coefficient, sums, once)
    guard let value = found.value else { return .undefined(found.reason ?? .noPairs) }
    guard sums.units > 1 else { return .undefined(.tooFewUnits) }
    let expected = coefficient.expected(sums.shares)
    let weight = sums.units / sums.pairable
    var squares = 0.0
    for unit in 0..<unitCount where codings[unit] > 0 {
      let isPairable = codings[unit] > 1
      let own = weight * (coefficient.agreements[unit] - (isPairable ? expected : 0)) / (1 - expected)
      var chanceOfUnit = 0.0
      for entry in starts[unit]..<starts[unit + 1] {
        let share = sums.shares[Int(categories[entry])]
        let part = counts[entry] / codings[unit]
        if case .fleiss = chance {
          chanceOfUnit += part * share
        } else {
          chanceOfUnit += coefficient.factor * part * (1 - share)
        }
      }
      let corrected = own - 2 * (1 - value) * (chanceOfUnit - expected) / (1 - expected)
      squares += (corrected - value) * (corrected - value)
    }
    return .finite((squares / (sums.units * (sums.units - 1))).squareRoot())
  }

  /// Of the pairs in which one coder gave a category, the share in which the other gave it too, for each category.
  ///
  /// Σ n_k (n_k - 1) / Σ n_k (r - 1) over units: Uebersax's proportion of specific agreement for any number of coders; for two
  /// it is F1.
  func specificAgreement(_ times: [Int]) -> [Estimate<Double>] {
    var both = [Double](repeating: 0, count: categoryCount)
    var either = both
    for unit in times.indices where times[unit] > 0 && codings[unit] > 1 {
      for entry in starts[unit]..<starts[unit + 1] {
        let category = Int(categories[entry])
        both[category] += Double(times[unit]) * counts[entry] * (counts[entry] - 1)
        either[category] += Double(times[unit]) * counts[entry] * (codings[unit] - 1)
      }
    }
    return zip(both, either).map { .ratio($0, $1, orUndefined: .neverUsed) }
  }

  /// Krippendorff's nominal alpha of each category against all others together.
  ///
  /// With the coincidences o of the units that have two codings: 1 - (n - 1)(n_k - o_kk) / (n_k (n - n_k)).
  func alphaOfEach(_ times: [Int]) -> [Estimate<Double>] {
    var given = [Double](repeating: 0, count: categoryCount)
    var coinciding = given
    var all = 0.0
    for unit in times.indices where times[unit] > 0 && codings[unit] > 1 {
      let times = Double(times[unit])
      all += times * codings[unit]
      for entry in starts[unit]..<starts[unit + 1] {
        let category = Int(categories[entry])
        given[category] += times * counts[entry]
        coinciding[category] += times * counts[entry] * (counts[entry] - 1) / (codings[unit] - 1)
      }
    }
    return zip(given, coinciding).map { given, coinciding in
      guard all > 0 else { return .undefined(.noPairs) }
      guard given > 0 else { return .undefined(.neverUsed) }
      guard given < all else { return .undefined(.noVariation) }
      return .finite(1 - (all - 1) * (given - coinciding) / (given * (all - given)))
    }
  }

  /// How many codings of each category there are.
  func codingsOfEach(_ times: [Int]) -> [Int] {
    var given = [Int](repeating: 0, count: categoryCount)
    for unit in times.indices {
      for entry in starts[unit]..<starts[unit + 1] {
        given[Int(categories[entry])] += times[unit] * Int(counts[entry])
      }
    }
    return given
  }
}
