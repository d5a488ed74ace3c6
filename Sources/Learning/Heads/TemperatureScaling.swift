import Foundation

/// Calibration by one number: probabilities are softmax(logits / T), with T chosen on examples that the head did not learn
/// from (Guo, Pleiss, Sun and Weinberger 2017; github.com/gpleiss/temperature_scaling).
///
/// The negative log-likelihood is convex in 1 / T, and Newton's method with bisection finds its minimum from T = 1.5. T is
/// kept in [0.05, 20]. T changes no answer, only its confidence. Where every example is answered right the likelihood has
/// no minimum (T would be 0); the right answer is then given the target (n + 1) / (n + 2) in place of 1 (Platt 1999).
/// Rows with a logit that is not finite, and classes that the head cannot predict (logit -10,000), are left out.
public enum TemperatureScaling {
  /// The temperatures that can be returned.
  public static let range: ClosedRange<Float> = 0.05...20

  /// The temperature for the softmax over classes.
  ///
  /// - Parameters:
  ///   - logits: n x q, before any temperature, from a head that did not learn from these rows.
  ///   - classes: the true class of each row, `0 ..< q`; other numbers are left out.
  /// - Returns: T; 1 where no row is left, or where all logits of each row are equal.
  public static func fit(logits: Matrix, classes: [Int]) -> Float {
    var rows: [(logits: [Double], right: Int)] = []
    for (row, right) in classes.prefix(logits.rows).enumerated() where right >= 0 && right < logits.columns {
      let entries = logits.row(row).map(Double.init)
      guard entries.allSatisfy(\.isFinite), entries[right] > possible else { continue }
      let known = entries.indices.filter { entries[$0] > possible }
      if let position = known.firstIndex(of: right), known.count > 1 {
        rows.append((known.map { entries[$0] }, position))
      }
    }
    let allRight = rows.allSatisfy { row in row.logits[row.right] == row.logits.max() }
    let target = allRight ? Double(rows.count + 1) / Double(rows.count + 2) : 1
    return minimise { inverse in
      var (slope, curvature) = (0.0, 0.0)
      for row in rows {
        let shares = softmax(row.logits.map { $0 * inverse })
        let rest = (1 - target) / Double(row.logits.count - 1)
        var (mean, square) = (0.0, 0.0)
        for (index, logit) in row.logits.enumerated() {
          mean += shares[index] * logit
          square += shares[index] * logit * logit
          slope -= (index == row.right ? target : rest) * logit
        }
        slope += mean
        curvature += max(square - mean * mean, 0)
      }
      return (slope, curvature)
    }
  }

  /// The temperature for the sigmoids of tags, one for all tags.
  ///
  /// - Parameters:
  ///   - logits: n x q, before any temperature, from a head that did not learn from these rows.
  ///   - tags: the true answers, n rows of q; shorter rows are read as far as they go.
  /// - Returns: T; 1 where there is no finite logit, or all are 0.
  public static func fit(logits: Matrix, tags: [[Bool]]) -> Float {
    var answers: [(logit: Double, yes: Bool)] = []
    for (row, truth) in tags.prefix(logits.rows).enumerated() {
      for (logit, yes) in zip(logits.row(row), truth) where logit.isFinite {
        answers.append((Double(logit), yes))
      }
    }
    let allRight = answers.allSatisfy { $0.yes ? $0.logit >= 0 : $0.logit <= 0 }
    let target = allRight ? Double(answers.count + 1) / Double(answers.count + 2) : 1
    return minimise { inverse in
      answers.reduce((0.0, 0.0)) { sums, answer in
        let share = sigmoid(answer.logit * inverse)
        let slope = (share - (answer.yes ? target : 1 - target)) * answer.logit
        return (sums.0 + slope, sums.1 + share * (1 - share) * answer.logit * answer.logit)
      }
    }
  }

  /// Logits below this belong to classes that cannot be predicted.
  private static let possible = Double(EncodedTarget.absent) / 2

  /// Where the slope of a convex function of 1 / T is 0, within the range.
  private static func minimise(_ derivatives: (_ inverse: Double) -> (slope: Double, curvature: Double))
    -> Float
  {
    var (low, high) = (1 / Double(range.upperBound), 1 / Double(range.lowerBound))
    let atLow = derivatives(low).slope
    let atHigh = derivatives(high).slope
    if atLow == 0, atHigh == 0 { return 1 }
    if atLow >= 0 { return range.upperBound }
    if atHigh <= 0 { return range.lowerBound }
    var inverse = 1 / 1.5
    for _ in 0..<100 {
      let (slope, curvature) = derivatives(inverse)
      if slope == 0 { break }
      if slope > 0 { high = inverse } else { low = inverse }
      let newton = inverse - slope / curvature
      let next = newton > low && newton < high ? newton : (low * high).squareRoot()
      if abs(next - inverse) <= 1e-9 * inverse { break }
      inverse = next
    }
    return min(max(Float(1 / inverse), range.lowerBound), range.upperBound)
  }
}
