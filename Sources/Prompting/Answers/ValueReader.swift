import ContentCoding
import Foundation

/// Reads one variable's value from JSON, strictly but for what is plain all the same.
///
/// Mended, and noted: another case or spaces around a name, a number, `true` or `false` in quotes, `yes` and `no`, one item
/// in brackets, tags in one string with `|` or commas.
struct ValueReader {
  let variable: Variable

  /// What was read.
  enum Reading: Hashable {
    case value(CodedValue, isMended: Bool)
    /// It is `null`.
    case nothing
    /// It is no answer, with what it is.
    case wrong(String)

    /// Whether both say the same, mended or not.
    func agrees(with other: Reading) -> Bool {
      if case .value(let value, _) = self, case .value(let other, _) = other { return value == other }
      return self == other
    }
  }

  func read(_ json: JSON) -> Reading {
    switch json {
    case .null: return .nothing
    case .object: return .wrong(shown(json))
    default: break
    }
    let reading: Reading? =
      switch variable.type {
      case .category: category(json)
      case .boolean: boolean(json)
      case .number: number(json)
      case .tags: tags(json)
      case .openText: words(json)
      }
    return reading ?? .wrong(shown(json))
  }

  /// What stood there, short enough to be sent back.
  private func shown(_ json: JSON) -> String {
    let text = json.text
    return text.count > 100 ? text.prefix(100) + "…" : text
  }

  private func category(_ json: JSON) -> Reading? {
    guard let (text, wasBare) = word(json), let (name, isExact) = category(named: text) else { return nil }
    return .value(.category(name), isMended: !isExact || !wasBare)
  }

  private func boolean(_ json: JSON) -> Reading? {
    switch json {
    case .bool(let flag): return .value(.boolean(flag), isMended: false)
    default:
      guard let (text, _) = word(json), let value = try? CodedValue(reading: text, of: variable) else {
        return nil
      }
      return .value(value, isMended: true)
    }
  }

  private func number(_ json: JSON) -> Reading? {
    switch json {
    case .number(let number):
      let value = CodedValue.number(number)
      return value.isOffered(by: variable) ? .value(value, isMended: false) : nil
    default:
      guard let (text, _) = word(json), let value = try? CodedValue(reading: text, of: variable) else {
        return nil
      }
      return .value(value, isMended: true)
    }
  }

  private func tags(_ json: JSON) -> Reading? {
    var isMended = false
    let words: [String]
    switch json {
    case .array(let items):
      guard items.count <= 1000 else { return nil }
      let read = items.compactMap(scalar)
      guard read.count == items.count else { return nil }
      isMended = read.contains { !$0.isBare }
      words = read.map(\.text)
    default:
      guard let (text, _) = word(json) else { return nil }
      isMended = true
      words = category(named: text) == nil ? split(text) : [text]
    }
    var tags: Set<String> = []
    for word in words {
      guard let (name, isExact) = category(named: word) else { return nil }
      tags.insert(name)
      if !isExact { isMended = true }
    }
    return .value(.tags(tags), isMended: isMended)
  }

  private func words(_ json: JSON) -> Reading? {
    guard let (text, wasBare) = word(json), let value = try? CodedValue(reading: text, of: variable) else {
      return nil
    }
    return .value(value, isMended: !wasBare)
  }

  private func split(_ text: String) -> [String] {
    text.split(separator: text.contains("|") ? "|" : ",").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
  }

  /// The text of a scalar or of an array of one; `isBare` where it is a string as it should be.
  private func word(_ json: JSON) -> (text: String, isBare: Bool)? {
    guard case .array(let items) = json else { return scalar(json) }
    guard items.count == 1, let item = items.first, let word = scalar(item) else { return nil }
    return (word.text, false)
  }

  private func scalar(_ json: JSON) -> (text: String, isBare: Bool)? {
    switch json {
    case .string(let text): (text, true)
    case .number, .bool: (json.text, false)
    case .array, .object, .null: nil
    }
  }

  /// The category called `text`, or the only one that differs in case and space alone.
  private func category(named text: String) -> (name: String, isExact: Bool)? {
    if let label = variable.labels.first(where: { $0 == text }) { return (label, true) }
    let wanted = folded(text)
    let near = variable.labels.filter { folded($0) == wanted }
    guard near.count == 1, let name = near.first else { return nil }
    return (name, false)
  }

  private func folded(_ text: String) -> String {
    text.prefix(1000).split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }
}
