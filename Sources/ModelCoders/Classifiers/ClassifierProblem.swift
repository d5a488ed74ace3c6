import ContentCoding
import Foundation

/// Why a model's labels cannot be mapped to a variable's.
public struct ClassifierProblem: Error, Hashable, CustomStringConvertible, LocalizedError {
  /// What is wrong and what to do.
  public let description: String

  /// The same for users of Foundation.
  public var errorDescription: String? { description }

  static func unknown(_ name: String, model: String, labels: [String]) -> ClassifierProblem {
    let near = nearest(to: name, among: labels)
    let hint =
      near.isEmpty
      ? "; it has \(labels.count) labels, such as \(listed(Array(labels.prefix(3))))"
      : "; did you mean \(listed(near))?"
    return ClassifierProblem(description: "\(model) has no label \"\(name)\"\(hint)")
  }

  static func ambiguous(
    _ name: String, model: String, positions: [Int], labels: [String]
  ) -> ClassifierProblem {
    let found = positions.prefix(10).map { "\"\(labels[$0])\" at \($0)" }.joined(separator: ", ")
    let numbered = positions.prefix(2).map { "\"\(name)#\($0)\"" }.joined(separator: " or ")
    return ClassifierProblem(
      description: "\(model) has \(positions.count) labels called \"\(name)\": \(found); write \(numbered)")
  }

  static func shared(_ name: String, model: String, owners: [String]) -> ClassifierProblem {
    ClassifierProblem(
      description: "the label \"\(name)\" of \(model) belongs to \(listed(owners)); remove one")
  }

  static func nothingMapped(variable: Variable, model: String) -> ClassifierProblem {
    ClassifierProblem(
      description: "no label of \(model) belongs to a label of \(variable.name); name some under `labels`")
  }

  private static func listed(_ names: [String]) -> String {
    names.map { "\"\($0)\"" }.joined(separator: ", ")
  }

  /// At most 10 labels like `name`: those that hold it or that it holds, then those of few other letters.
  static func nearest(to name: String, among labels: [String]) -> [String] {
    let wanted = Array(name.lowercased().prefix(64))
    guard !wanted.isEmpty else { return [] }
    let ranked = labels.enumerated().compactMap { index, label -> (Int, Int, String)? in
      let parts = label.lowercased().split(separator: ",").map {
        Array($0.drop(while: \.isWhitespace).prefix(64))
      }
      let holds = parts.contains { part in
        !part.isEmpty
          && (String(part).contains(String(wanted))
            || part.count > 2 && String(wanted).contains(String(part)))
      }
      let distance = parts.map { editDistance(wanted, $0) }.min() ?? .max
      return holds || distance <= max(1, wanted.count / 3) ? (distance, index, label) : nil
    }
    return ranked.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.prefix(10).map(\.2)
  }

  /// Levenshtein's distance.
  private static func editDistance(_ first: [Character], _ second: [Character]) -> Int {
    var previous = Array(0...second.count)
    for (row, letter) in first.enumerated() {
      var current = [row + 1]
      for (column, other) in second.enumerated() {
        current.append(
          min(previous[column] + (letter == other ? 0 : 1), previous[column + 1] + 1, current[column] + 1))
      }
      previous = current
    }
    return previous[second.count]
  }
}
