import ContentCoding

extension CodingForm {
  /// The answer that gold would have given, as it is shown in examples and in training files.
  ///
  /// A variable without a value whose filter question rules it out is `null`; one that gold left open is left out, and so are
  /// rationale and confidence, which gold does not have.
  public func text(of values: [String: CodedValue], other: [String: String] = [:]) -> String {
    var members: [JSON.Member] = []
    for variable in variables {
      if let value = values[variable.name] {
        members.append(.init(variable.name, JSON(value)))
      } else if variable.isRuledOut(by: values) {
        members.append(.init(variable.name, .null))
      } else {
        continue
      }
      if let key = otherKey(of: variable) {
        members.append(.init(key, other[variable.name].map { .string($0) } ?? .null))
      }
    }
    return JSON.object(members).text
  }
}

extension Variable {
  /// Whether answers that are known say that the filter question fails.
  func isRuledOut(by values: [String: CodedValue]) -> Bool {
    appliesWhen.contains { condition in values[condition.variable].map { !condition.holds(for: $0) } ?? false
    }
  }
}

extension JSON {
  /// A value as a model writes it.
  init(_ value: CodedValue) {
    self =
      switch value {
      case .category(let name): .string(name)
      case .boolean(let flag): .bool(flag)
      case .number(let number): .number(number)
      case .tags(let tags): .strings(tags.sorted())
      case .openText(let words): .string(words)
      }
  }
}
