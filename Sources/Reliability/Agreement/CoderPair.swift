/// Two coders of several.
struct CoderPair: Sendable {
  let first: Int
  let second: Int

  /// Every pair of `count` coders.
  static func all(of count: Int) -> [CoderPair] {
    (0..<max(0, count)).flatMap { first in
      (first + 1..<max(first + 1, count)).map { CoderPair(first: first, second: $0) }
    }
  }

  /// Whether both coded a unit with these places.
  func isShared(_ places: [Int32]) -> Bool { places[first] >= 0 && places[second] >= 0 }

  /// The mean over pairs of the share of units on which they agree, when the unit at place `u` of `rows` occurs `times[u]` times;
  /// pairs that share no unit are left out.
  static func meanAgreement(of pairs: [CoderPair], _ rows: [[Int32]], _ times: [Int]) -> Estimate<Double> {
    .mean(
      of: pairs.map { pair in
        var (same, all) = (0, 0)
        for (row, times) in zip(rows, times) where pair.isShared(row) {
          all += times
          if row[pair.first] == row[pair.second] { same += times }
        }
        return .ratio(Double(same), Double(all), orUndefined: .noPairs)
      }, orUndefined: .noPairs)
  }
}

extension Agreement.OfPair {
  /// The pairs with their statistics, and how many units both of each coded.
  static func all(
    _ pairs: [CoderPair], rows: [[Int32]], whole: [Int], statistics: [[Statistic]]
  ) -> [Agreement.OfPair] {
    zip(pairs, statistics).map { pair, statistics in
      Agreement.OfPair(
        coders: [pair.first, pair.second],
        units: zip(rows, whole).reduce(0) { $0 + (pair.isShared($1.0) ? $1.1 : 0) }, statistics: statistics)
    }
  }
}
