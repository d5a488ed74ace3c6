import ContentCoding

/// The category that a cluster was given, and by how many votes.
public struct ClusterName: Codable, Hashable, Sendable {
  /// The label: a category's name, `true` or `false`.
  public let label: String
  /// The share of the votes for it, from 0 to 1.
  public let share: Double
  /// How many votes there were.
  public let votes: Int

  /// The label with the most votes; of equal ones the first of `labels`.
  ///
  /// - Parameters:
  ///   - votes: the labels that were voted for.
  ///   - labels: the labels there are, in the codebook's order; votes for others do not count.
  /// - Returns: nil where nobody voted.
  static func elected(by votes: [String], among labels: [String]) -> ClusterName? {
    let counts = labels.map { label in votes.count { $0 == label } }
    let total = counts.reduce(0, +)
    guard total > 0, let most = counts.max(), let place = counts.firstIndex(of: most) else { return nil }
    return ClusterName(label: labels[place], share: Double(most) / Double(total), votes: total)
  }
}
