import ContentCoding
import ModelCoders

extension VariableShape {
  /// What people should know of a variable that could not be learned in full, one sentence each.
  func shortfalls(obstacle: String?, neverPredicted: [String: Int]) -> [String] {
    [obstacle].compactMap(\.self)
      + neverPredicted.sorted { $0.key < $1.key }.map { label, count in
        "\(name): \(label) has \(Figures.count(count, "gold coding")), "
          + "fewer than the 2 that learning takes, so it is never predicted"
      }
  }
}
