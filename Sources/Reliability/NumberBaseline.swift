/// What a coder of numbers has to beat.
public enum NumberBaseline: String, Sendable, Codable, Equatable, CaseIterable {
  /// Always gold's median.
  case median
  /// For each post the mean of gold over the other posts of its account.
  case accountMean = "account-mean"

  /// The answer of ``accountMean`` for each unit.
  ///
  /// The mean of the other units of the same account; a unit without an account, or alone in its account, gets the mean of all
  /// other units, and a single unit its own value.
  ///
  /// - Parameters:
  ///   - gold: the gold value of each unit.
  ///   - accounts: the account of each unit; nil where it is not known. Shorter lists are filled up with nil.
  /// - Returns: a number for each unit; nil where no account has two units, for then there is no such baseline.
  public static func accountMeans(gold: [Double], accounts: [String?]) -> [Double]? {
    var sums: [String: (sum: Double, count: Int)] = [:]
    for (value, account) in zip(gold, accounts) {
      guard let account else { continue }
      let sum = sums[account] ?? (0, 0)
      sums[account] = (sum.sum + value, sum.count + 1)
    }
    guard sums.values.contains(where: { $0.count > 1 }) else { return nil }
    let total = gold.reduce(0, +)
    return gold.indices.map { unit in
      if accounts.indices.contains(unit), let account = accounts[unit], let own = sums[account],
        own.count > 1
      {
        return (own.sum - gold[unit]) / Double(own.count - 1)
      }
      return gold.count > 1 ? (total - gold[unit]) / Double(gold.count - 1) : gold[unit]
    }
  }
}

extension NumberBaseline: CustomStringConvertible {
  /// What the baseline answers, for the end of a sentence.
  public var description: String {
    switch self {
    case .median: "always answering the median"
    case .accountMean: "answering the mean of the account's other posts"
    }
  }
}
