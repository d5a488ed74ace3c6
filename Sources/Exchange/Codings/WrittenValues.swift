import ContentCoding
import Foundation

/// How another program or another language writes answers; what Codeframe writes itself is read as it is.
public struct WrittenValues: Sendable {
  /// By variable, then as it is written: the answer that is meant, as `values` in `codeframe.yaml` says.
  public var meanings: [String: [String: String]] = [:]
  /// Whether a category may be written in other case and with other spaces, where only one can be meant.
  public var foldsCase = false
  /// Whether numbers have a decimal comma, and dots between groups of three digits.
  public var hasDecimalComma = false

  /// Answers are written as Codeframe writes them.
  public init() {}

  /// `text` as Codeframe writes the answer that is meant; `text` itself where nothing else can be.
  func reading(_ text: String, of variable: Variable) -> String {
    guard variable.type == .tags else { return single(text, of: variable) }
    let parts = text.split(separator: "|", omittingEmptySubsequences: false)
    return parts.map { single(String($0), of: variable) }.joined(separator: "|")
  }

  /// The option that would read what cannot be read now; nil where none would.
  func hint(for text: String, of variable: Variable) -> String? {
    var generous = self
    (generous.foldsCase, generous.hasDecimalComma) = (true, true)
    guard (try? CodedValue(reading: generous.reading(text, of: variable), of: variable)) != nil else {
      return nil
    }
    return variable.type == .number
      ? "--decimal-comma reads a comma before decimals" : "--fold-case takes other case and spaces"
  }

  private func single(_ text: String, of variable: Variable) -> String {
    let written = text.trimmed
    if let meant = meanings[variable.name]?[written.precomposed] { return meant }
    switch variable.type {
    case .category, .tags:
      guard foldsCase, !variable.labels.contains(written) else { return text }
      let folded = Self.folded(written)
      let meant = variable.labels.filter { Self.folded($0) == folded }
      return meant.count == 1 ? meant[0] : text
    case .number: return hasDecimalComma ? Self.withPoint(written) ?? text : text
    case .boolean, .openText: return text
    }
  }

  private static func folded(_ text: String) -> String {
    text.precomposed.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// `1.234,5` as `1234.5`; nil where dots do not stand between groups of three digits.
  static func withPoint(_ written: String) -> String? {
    let parts = written.split(separator: ",", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = parts.first else { return nil }
    let groups = whole.split(separator: ".", omittingEmptySubsequences: false)
    guard groups.count == 1 || groups.dropFirst().allSatisfy({ $0.count == 3 && $0.allSatisfy(\.isNumber) })
    else {
      return nil
    }
    return groups.joined() + (parts.count == 2 ? ".\(parts[1])" : "")
  }
}
