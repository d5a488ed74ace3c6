import ContentCoding
import Foundation
import Yams

/// Reads `variables`, each with the ones before it in sight.
struct VariableReader {
  let log: ProblemLog
  private(set) var variables: [Variable] = []
  /// How imported tables may write answers, by variable.
  private(set) var writtenValues: [String: [String: String]] = [:]
  private var places: [String: Int] = [:]
  private var lines: [String: Int] = [:]

  init(log: ProblemLog) { self.log = log }

  private static let keys = [
    "name", "type", "definition", "level", "range", "categories", "phrases", "templates", "other",
    "applies-when", "sensitive", "values", "encoder",
  ]

  mutating func read(_ node: Node) {
    guard let fields = MappingReader(node, as: "a variable", accepting: Self.keys, log: log) else { return }
    let name = fields.requiredText("name")
    if let name { NameRule.check(variable: name, at: fields["name"]?.mark, log: log) }
    if fields["type"] == nil {
      let types = VariableType.allCases.map(\.rawValue)
      log.add(fields.mark, "variable \(quoted(name ?? "")) has no `type`; accepted: \(enumerated(types))")
    }
    let type = fields.choice("type", of: VariableType.self)
    let categories = CategoryReader(log: log).read(fields, type: type)
    let phrases = PhraseReader(log: log).phrases(fields, type: type)
    let templates = PhraseReader(log: log).templates(fields, type: type)
    let conditions = conditions(fields, of: name)
    let range = range(fields, type: type)
    let level = level(fields, type: type)
    let other = fields.flag("other")
    if other == true, let type, type != .category, type != .tags {
      log.add(fields["other"]?.mark, "`other` goes with type category or tags, not \(type.rawValue)")
    }
    let isSensitive = fields.flag("sensitive") ?? false
    let encoder = fields.text("encoder")
    if encoder != nil, let type, type != .openText {
      log.add(
        fields["encoder"]?.mark,
        "`encoder` of a variable says by what texts are compared, and goes with type text, not \(type.rawValue)"
      )
    }
    let definition = fields.text("definition") ?? ""
    guard let name, let type else { return }
    if let line = lines[name] {
      log.add(
        fields["name"]?.mark, "there is a variable \(quoted(name)) already, on line \(line); rename one")
      return
    }
    (lines[name], places[name]) = (fields["name"]?.mark?.line ?? 0, variables.count)
    let variable = Variable(
      name: name, type: type, definition: definition, level: level, range: range, categories: categories,
      phrases: phrases, templates: templates, allowsOther: other ?? false, appliesWhen: conditions,
      isSensitive: isSensitive, encoder: encoder)
    variables.append(variable)
    writtenValues[name] = values(fields, of: variable)
  }

  /// `values: {"1": Sports, ja: true}`: how imported tables write answers; nil where nothing is said.
  private func values(_ fields: MappingReader, of variable: Variable) -> [String: String]? {
    guard let node = fields["values"] else { return nil }
    guard case .mapping(let mapping) = node, !mapping.isEmpty else {
      log.add(node.mark, "`values` is {as it is written: answer}, as in {\"1\": Sports}, not \(node.kind)")
      return nil
    }
    var values: [String: String] = [:]
    for (key, value) in mapping {
      guard case .scalar(let written) = key, case .scalar(let answer) = value else {
        log.add(key.mark, "`values` pairs what is written with an answer, each a word; this is \(value.kind)")
        continue
      }
      if written.string.hasPrefix(StudyFileComposer.repeatedKeyMark) { continue }
      do throws(ValueProblem) {
        values[written.string.trimmingCharacters(in: .whitespaces)] =
          try CodedValue(reading: answer.string, of: variable).text
      } catch {
        log.add(
          answer.mark,
          "`values`: " + error.description + NearName.hint(for: answer.string, among: variable.labels))
      }
    }
    return values
  }

  private func level(_ fields: MappingReader, type: VariableType?) -> MeasurementLevel? {
    guard let level = fields.choice("level", of: MeasurementLevel.self), let type else { return nil }
    let fitting: [MeasurementLevel] =
      switch type {
      case .category: [.nominal, .ordinal]
      case .boolean, .tags, .openText: [.nominal]
      case .number: MeasurementLevel.allCases
      }
    if !fitting.contains(level) {
      log.add(
        fields["level"]?.mark,
        "a \(type.rawValue) is not measured on the \(level.rawValue) level; accepted: "
          + enumerated(fitting.map(\.rawValue)))
    }
    return level
  }

  private func range(_ fields: MappingReader, type: VariableType?) -> ClosedRange<Double>? {
    guard let node = fields["range"] else { return nil }
    if let type, type != .number {
      log.add(fields.mark(of: "range"), "`range` goes with type number, not \(type.rawValue)")
      return nil
    }
    guard case .sequence(let items) = node, items.count == 2, let low = items.first?.finiteNumber,
      let high = items.last?.finiteNumber
    else {
      log.add(node.mark, "`range` is two numbers, as in [0, 1], not \(node.kind)")
      return nil
    }
    guard low < high else {
      log.add(node.mark, "`range` is [low, high] with low below high")
      return nil
    }
    return low...high
  }

  /// `applies-when: {variable: [value, ...]}`; only earlier variables, so no circle can arise.
  private func conditions(_ fields: MappingReader, of name: String?) -> [FilterCondition] {
    guard let node = fields["applies-when"] else { return [] }
    guard case .mapping(let mapping) = node, !mapping.isEmpty else {
      log.add(
        node.mark, "`applies-when` is {variable: [values]}, as in {us_politics: [true]}, not \(node.kind)")
      return []
    }
    return mapping.compactMap { key, values in
      guard case .scalar(let scalar) = key else {
        log.add(key.mark, "a key of `applies-when` is the name of a variable, not \(key.kind)")
        return nil
      }
      if scalar.string.hasPrefix(StudyFileComposer.repeatedKeyMark) { return nil }
      guard let place = places[scalar.string] else {
        let names = variables.map(\.name)
        log.add(
          scalar.mark,
          scalar.string == name
            ? "`applies-when` of \(quoted(scalar.string)) refers to the variable itself; name an earlier one"
            : "no variable \(quoted(scalar.string)) stands before this one; `applies-when` refers to an earlier one"
              + NearName.hint(for: scalar.string, among: names))
        return nil
      }
      return condition(on: variables[place], values: values)
    }
  }

  private func condition(on variable: Variable, values: Node) -> FilterCondition? {
    let items: [Node] = if case .sequence(let list) = values { Array(list) } else { [values] }
    if items.isEmpty {
      log.add(values.mark, "`applies-when` names no value of \(variable.name); name at least one")
    }
    let written = items.compactMap { item -> String? in
      guard let text = item.text(of: "a value in `applies-when`", log: log) else { return nil }
      do throws(ValueProblem) {
        let value = try CodedValue(reading: text, of: variable)
        if variable.type == .tags, text.contains("|") {
          log.add(item.mark, "`applies-when` takes tags one by one: [a, b], not a|b")
        }
        return value.text
      } catch {
        log.add(item.mark, "`applies-when`: \(error.shortened)")
        return nil
      }
    }
    return FilterCondition(variable: variable.name, values: written)
  }
}
