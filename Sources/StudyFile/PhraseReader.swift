import ContentCoding
import Yams

/// Reads what zero-shot coders compare posts with: a boolean's `phrases`, and any variable's `templates`.
struct PhraseReader {
  let log: ProblemLog

  /// `phrases: {true: [...], false: [...]}`.
  func phrases(_ fields: MappingReader, type: VariableType?) -> [String: [String]] {
    guard let node = fields["phrases"] else { return [:] }
    guard type == .boolean || type == nil else {
      log.add(
        fields.mark(of: "phrases"),
        type == .number || type == .openText
          ? "`phrases` describe categories, and a \(type?.rawValue ?? "") has none; remove the key"
          : "`phrases` of a \(type?.rawValue ?? "") variable stand at its categories")
      return [:]
    }
    guard
      let labels = MappingReader(
        node, as: "`phrases` of a boolean", accepting: ["true", "false"], log: log)
    else { return [:] }
    var phrases: [String: [String]] = [:]
    for label in ["true", "false"] {
      let texts = labels.texts(label)?.map(\.text)
      if texts?.isEmpty == true { log.add(labels.mark(of: label), "`\(label)` has no phrase; add one") }
      phrases[label] = texts
    }
    return phrases
  }

  func templates(_ fields: MappingReader, type: VariableType?) -> [String] {
    guard let templates = fields.texts("templates") else { return [] }
    if let type, !type.hasLabels {
      log.add(fields.mark(of: "templates"), "`templates` are for phrases, and a \(type.rawValue) has none")
    }
    if templates.isEmpty {
      log.add(fields.mark(of: "templates"), "`templates` is empty; leave the key out for none")
    }
    for (text, mark) in templates where !text.contains("{}") {
      log.add(mark, "the template \(quoted(text)) has no {} where the phrase goes")
    }
    return templates.map(\.text)
  }
}
