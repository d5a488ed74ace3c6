import Foundation

/// An answer to a variable.
public enum CodedValue: Codable, Hashable, Sendable {
  case category(String)
  case boolean(Bool)
  case number(Double)
  case tags(Set<String>)
  case openText(String)

  /// The most characters of an open text.
  public static let textLimit = 20_000

  /// The written form in tables: the category, `true` or `false`, the shortest exact number, `a|b` sorted, the words.
  public var text: String {
    switch self {
    case .category(let name): name
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let number): Self.written(number)
    case .tags(let tags): tags.sorted().joined(separator: "|")
    case .openText(let words): words
    }
  }

  /// Reads the written form of an answer to `variable`.
  ///
  /// Booleans are also read from `0`, `1`, `0.0`, `1.0`, `yes`, `no` and first letters, in any case; an empty cell of a `tags` variable is the empty set.
  ///
  /// - Throws: ``ValueProblem`` with what was written and what is accepted.
  public init(reading text: String, of variable: Variable) throws(ValueProblem) {
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    switch variable.type {
    case .category:
      // In the codebook's own bytes: the same letters in another Unicode form are the same category.
      guard let category = variable.categories.first(where: { $0.name == trimmed }) else {
        throw ValueProblem(variable: variable, written: text)
      }
      self = .category(category.name)
    case .boolean:
      switch trimmed.lowercased() {
      case "true", "t", "1", "1.0", "yes", "y": self = .boolean(true)
      case "false", "f", "0", "0.0", "no", "n": self = .boolean(false)
      default: throw ValueProblem(variable: variable, written: text)
      }
    case .number:
      guard let number = Double(trimmed), number.isFinite, variable.range?.contains(number) ?? true else {
        throw ValueProblem(variable: variable, written: text)
      }
      self = .number(number)
    case .tags:
      let tags = Set(
        trimmed.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty })
      guard tags.isSubset(of: variable.categories.map(\.name)) else {
        throw ValueProblem(variable: variable, written: text)
      }
      self = .tags(Set(variable.categories.map(\.name).filter(tags.contains)))
    case .openText:
      guard !trimmed.isEmpty, trimmed.utf8.count <= 4 * Self.textLimit, trimmed.count <= Self.textLimit else {
        throw ValueProblem(variable: variable, written: text)
      }
      self = .openText(trimmed)
    }
  }

  /// Reads a stored answer by its type alone, so that answers whose category is gone can still be counted.
  public init?(stored text: String, type: VariableType) {
    switch type {
    case .category: self = .category(text)
    case .boolean:
      guard let flag = Bool(text) else { return nil }
      self = .boolean(flag)
    case .number:
      guard let number = Double(text) else { return nil }
      self = .number(number)
    case .tags: self = .tags(Set(text.split(separator: "|").map(String.init)))
    case .openText: self = .openText(text)
    }
  }

  /// Whether the answer is one that `variable` offers today.
  public func isOffered(by variable: Variable) -> Bool {
    switch (self, variable.type) {
    case (.category(let name), .category): variable.categories.contains { $0.name == name }
    case (.boolean, .boolean): true
    case (.number(let number), .number): number.isFinite && variable.range?.contains(number) ?? true
    case (.tags(let tags), .tags): tags.isSubset(of: variable.categories.map(\.name))
    case (.openText, .openText): true
    default: false
    }
  }

  private static func written(_ number: Double) -> String {
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
