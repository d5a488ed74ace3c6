/// How near two different categories are in Gwet's AC2: 1 is the same, 0 the farthest.
public enum AgreementWeights: String, Sendable, Codable, CaseIterable {
  /// 1 for equal categories, 0 for others: Gwet's AC1.
  case identity
  /// 1 - |k - l| / (q - 1), with k and l the places in the list of q categories.
  case linear
  /// 1 - (k - l)² / (q - 1)².
  case quadratic

  func agreement(_ first: Int, _ second: Int, of categories: Int) -> Double {
    guard first != second else { return 1 }
    let share = Double(first - second) / Double(max(1, categories - 1))
    switch self {
    case .identity: return 0
    case .linear: return 1 - abs(share)
    case .quadratic: return 1 - share * share
    }
  }
}
