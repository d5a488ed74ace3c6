import Foundation

/// A condition on posts, as people write it: `author=anna`, `likes>100`, `time>=2024-01-01`, `place!=Berlin`.
public struct PostFilter: Hashable, Sendable {
  /// How the field is compared.
  public enum Comparison: String, CaseIterable, Sendable {
    case notEqual = "!="
    case atLeast = ">="
    case atMost = "<="
    case equal = "="
    case above = ">"
    case below = "<"
  }

  /// What is compared: `id`, `author` or `account`, `text`, `time`, `pictures`, a count, or a further column.
  public let field: String
  /// How.
  public let comparison: Comparison
  /// With what.
  public let value: String
  /// The condition as it was written.
  public let text: String

  /// Reads a condition; nil where it has no comparison or no field.
  public init?(_ text: String) {
    let places = Comparison.allCases.compactMap { comparison in
      text.range(of: comparison.rawValue).map { (comparison, $0) }
    }
    // The first sign in the text, and of two that begin there the longer one.
    let first = places.min {
      ($0.1.lowerBound, -$0.0.rawValue.count) < ($1.1.lowerBound, -$1.0.rawValue.count)
    }
    guard let (comparison, range) = first else { return nil }
    field = text[..<range.lowerBound].trimmingCharacters(in: .whitespaces).precomposed
    value = text[range.upperBound...].trimmingCharacters(in: .whitespaces).precomposed
    self.comparison = comparison
    self.text = text
    if field.isEmpty { return nil }
  }

  /// Whether the post fulfils it.
  ///
  /// A post without the field fulfils `!=` alone; numbers are compared as such where both are.
  public func holds(for post: Post) -> Bool {
    guard let found = Self.values(of: field, in: post) else { return comparison == .notEqual }
    if let number = found.number, let wanted = Double(value) { return compared(number, wanted) }
    let text = found.text
    if field == "time", comparison == .equal || comparison == .notEqual {
      // A day, a month or a year means every moment in it.
      return text.hasPrefix(value) == (comparison == .equal)
    }
    return compared(text, value)
  }

  /// Why no post can fulfil the condition, whatever posts there are.
  ///
  /// - Parameter counts: The names of the study's counts.
  /// - Returns: A sentence; nil for a condition that makes sense.
  public func problem(counts: [String]) -> String? {
    if field == "time" {
      let moment = /[0-9]{4}(-[0-9]{2}(-[0-9]{2}([T ].*)?)?)?/
      return value.wholeMatch(of: moment) == nil
        ? "time is compared with a year, a month, a day or a moment, such as 2024-05 or 2024-05-17T08:30:00Z, not "
          + quoted(value) : nil
    }
    guard field == "pictures" || counts.contains(field), !(Double(value)?.isFinite ?? false) else {
      return nil
    }
    return "\(field) is compared with a number, such as 100, not \(quoted(value))"
  }

  /// The fields that every post has.
  public static let fields = ["id", "author", "account", "text", "time", "pictures"]

  private func compared<Value: Comparable>(_ found: Value, _ wanted: Value) -> Bool {
    switch comparison {
    case .equal: found == wanted
    case .notEqual: found != wanted
    case .above: found > wanted
    case .atLeast: found >= wanted
    case .below: found < wanted
    case .atMost: found <= wanted
    }
  }

  private static func values(of field: String, in post: Post) -> (text: String, number: Double?)? {
    if let count = post.counts[field] { return (CodedValue.number(count).text, count) }
    let text: String? =
      switch field {
      case "id": post.id
      case "author", "account": post.author ?? post.columns[field]
      case "text": post.text
      case "time": post.time.map { $0.formatted(.iso8601) }
      case "pictures": String(post.media.count)
      default: post.columns[field]
      }
    return text.map { ($0, Double($0)) }
  }
}
