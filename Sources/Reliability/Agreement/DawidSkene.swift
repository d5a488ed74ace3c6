import Foundation

/// What several coders' categories say of the truth, where each coder has errors of its own.
///
/// Dawid and Skene (1979), "Maximum likelihood estimation of observer error-rates using the EM algorithm": the posteriors start
/// as shares of the votes; each round estimates the categories' shares and every coder's confusion matrix from the
/// posteriors, and the posteriors from those. It ends where the log likelihood moves by less than 1e-8, or after 100 rounds.
/// A coder who never saw a category has, for it, the shares of the categories that it gave.
public struct DawidSkene: Sendable {
  /// The probability of each category, for each unit; nil for a unit without codings.
  public let posteriors: [[Double]?]
  /// How often each coder answers each category (second index) where another is the truth (first index).
  public let confusions: [[[Double]]]
  /// How many rounds were made.
  public let rounds: Int
  /// Whether the log likelihood came to rest.
  public let converged: Bool

  /// The truth behind `codings`.
  ///
  /// - Parameters:
  ///   - codings: For each coder the place of each unit's category; a negative place is a missing coding. All lists have the
  ///     same length.
  ///   - q: The number of categories, above every place.
  ///   - roundLimit: How many rounds are made at most.
  ///   - tolerance: The change of the log likelihood at which it ends.
  public init(
    _ codings: [[Int32]], categoryCount q: Int, roundLimit: Int = 100, tolerance: Double = 1e-8
  ) {
    let units = codings.first?.count ?? 0
    let coded = (0..<units).filter { unit in codings.contains { $0[unit] >= 0 } }
    var posteriors = coded.map { unit in
      var shares = [Double](repeating: 0, count: q)
      let given = codings.map { $0[unit] }.filter { $0 >= 0 }
      for place in given { shares[Int(place)] += 1 / Double(given.count) }
      return shares
    }
    var confusions: [[[Double]]] = []
    var last = -Double.infinity
    var rounds = 0
    var converged = coded.isEmpty
    while rounds < roundLimit, !converged {
      rounds += 1
      var priors = [Double](repeating: 0, count: q)
      for row in posteriors { for place in 0..<q { priors[place] += row[place] / Double(coded.count) } }
      confusions = codings.map { Self.confusion(of: $0, coded, posteriors, q) }
      var likelihood = 0.0
      for (place, unit) in coded.enumerated() {
        var logs = priors.map { Foundation.log($0) }
        for (coder, codings) in codings.enumerated() where codings[unit] >= 0 {
          for truth in 0..<q { logs[truth] += Foundation.log(confusions[coder][truth][Int(codings[unit])]) }
        }
        let largest = logs.max() ?? 0
        let sum = logs.reduce(0) { $0 + exp($1 - largest) }
        likelihood += largest + Foundation.log(sum)
        posteriors[place] = logs.map { exp($0 - largest) / sum }
      }
      converged = abs(likelihood - last) < tolerance
      last = likelihood
    }
    var all = [[Double]?](repeating: nil, count: units)
    for (place, unit) in coded.enumerated() { all[unit] = posteriors[place] }
    self.posteriors = all
    self.confusions = confusions
    self.rounds = rounds
    self.converged = converged
  }

  private static func confusion(
    of codings: [Int32], _ coded: [Int], _ posteriors: [[Double]], _ q: Int
  ) -> [[Double]] {
    var table = [[Double]](repeating: [Double](repeating: 0, count: q), count: q)
    var given = [Double](repeating: 0, count: q)
    for (place, unit) in coded.enumerated() where codings[unit] >= 0 {
      given[Int(codings[unit])] += 1
      for truth in 0..<q { table[truth][Int(codings[unit])] += posteriors[place][truth] }
    }
    let all = max(1, given.reduce(0, +))
    return table.map { row in
      let sum = row.reduce(0, +)
      return sum > 0 ? row.map { $0 / sum } : given.map { $0 / all }
    }
  }
}
