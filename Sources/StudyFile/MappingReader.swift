import ContentCoding
import Foundation
import Yams

/// The keys and values of one YAML mapping, read by type; whatever is wrong goes to the log.
struct MappingReader {
  /// What the mapping describes, for messages: "a variable".
  let subject: String
  let mark: Mark?
  let log: ProblemLog
  private let fields: [String: (key: Mark?, value: Node)]

  /// Reports unknown keys; `keys` nil accepts all, and `refused` says of some why they are not.
  init?(
    _ node: Node, as subject: String, accepting keys: [String]?, refusing refused: [String: String] = [:],
    log: ProblemLog
  ) {
    guard case .mapping(let mapping) = node else {
      let accepted = keys.map { "; accepted keys: \(enumerated($0))" } ?? ""
      log.add(node.mark, "\(subject) is written as `key: value` lines, not as \(node.kind)\(accepted)")
      return nil
    }
    var fields: [String: (key: Mark?, value: Node)] = [:]
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else {
        log.add(key.mark ?? mapping.mark, "a key of \(subject) is a plain word, not \(key.kind)")
        continue
      }
      if scalar.string.hasPrefix(StudyFileComposer.repeatedKeyMark) { continue }
      if let why = refused[scalar.string.lowercased()] {
        log.add(scalar.mark, why)
        continue
      }
      if let keys, !keys.contains(scalar.string) {
        log.add(
          scalar.mark,
          "unknown key \(quoted(scalar.string)) in \(subject)\(NearName.hint(for: scalar.string, among: keys))"
            + "; accepted: \(enumerated(keys, limit: 20))")
        continue
      }
      fields[scalar.string] = (scalar.mark, value)
    }
    (self.subject, mark, self.log, self.fields) = (subject, node.mark, log, fields)
  }

  /// The value of a key; nil where it is absent or blank.
  subscript(key: String) -> Node? {
    fields[key].flatMap { $0.value.isBlank ? nil : $0.value }
  }

  /// Where a key stands, or else the mapping.
  func mark(of key: String) -> Mark? { fields[key]?.key ?? mark }

  func requiredText(_ key: String) -> String? {
    if let text = text(key) { return text }
    if self[key] == nil { log.add(mark(of: key), "\(subject) has no `\(key)`; add `\(key): TEXT`") }
    return nil
  }

  func text(_ key: String) -> String? {
    guard let node = self[key] else { return nil }
    return node.text(of: key, log: log)
  }

  func flag(_ key: String) -> Bool? {
    guard let node = self[key] else { return nil }
    if case .scalar(let scalar) = node, scalar.style == .plain {
      switch scalar.string.lowercased() {
      case "true", "yes", "on": return true
      case "false", "no", "off": return false
      default: break
      }
    }
    log.add(node.mark, "`\(key)` is true or false (without quotes), not \(node.kind)")
    return nil
  }

  /// One of the written forms of an enumeration.
  func choice<Value: RawRepresentable & CaseIterable>(_ key: String, of type: Value.Type) -> Value?
  where Value.RawValue == String {
    guard let node = self[key], let text = node.text(of: key, log: log) else { return nil }
    if let value = Value(rawValue: text) { return value }
    let names = Value.allCases.map(\.rawValue)
    log.add(
      node.mark,
      "\(quoted(text)) is no \(key)\(NearName.hint(for: text, among: names)); accepted: \(enumerated(names))")
    return nil
  }

  /// The items of a list, or nil where the key is absent or holds something else.
  func list(_ key: String) -> [Node]? {
    guard let node = self[key] else { return nil }
    guard case .sequence(let items) = node else {
      log.add(node.mark, "`\(key)` is a list (`- item` lines or `[a, b]`), not \(node.kind)")
      return nil
    }
    return Array(items)
  }

  func texts(_ key: String) -> [(text: String, mark: Mark?)]? {
    list(key)?.compactMap { node in node.text(of: "an item of `\(key)`", log: log).map { ($0, node.mark) } }
  }
}

extension Node {
  /// Whether nothing, or YAML's null, was written.
  var isBlank: Bool {
    guard case .scalar(let scalar) = self else { return false }
    return scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// What the node is, for messages.
  var kind: String {
    switch self {
    case .scalar(let scalar): scalar.string.isEmpty ? "blank" : "the text \(quoted(scalar.string))"
    case .sequence: "a list"
    case .mapping: "`key: value` lines"
    case .alias: "an alias"
    }
  }

  /// The text of a scalar, just as it was written: `1` is "1", `yes` is "yes".
  func text(of key: String, log: ProblemLog) -> String? {
    if case .scalar(let scalar) = self, !isBlank { return scalar.string }
    log.add(mark, "\(key.contains(" ") ? key : "`\(key)`") is a text, not \(isBlank ? "blank" : kind)")
    return nil
  }

  /// A finite decimal number, written without quotes.
  var finiteNumber: Double? {
    guard case .scalar(let scalar) = self, scalar.style == .plain,
      scalar.string.utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) })
    else { return nil }
    return Double(scalar.string).flatMap { $0.isFinite ? $0 : nil }
  }
}
