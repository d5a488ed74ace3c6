import ContentCoding

extension CodingForm {
  /// The JSON schema, in the subset that OpenAI's strict structured outputs take: every key is required, no other is allowed,
  /// and what may be missing is `null`.
  public var schema: AnswerSchema {
    AnswerSchema(name: "coding", json: json.text)
  }

  /// The schema as a value.
  var json: JSON {
    var properties: [JSON.Member] = []
    if wantsRationale {
      let text = "One sentence: what of the post decides the answers."
      properties.append(.init(keys.rationale, Self.typed("string", description: text)))
    }
    for variable in variables {
      properties.append(.init(variable.name, Self.schema(of: variable)))
      if let key = otherKey(of: variable) {
        let text = "Which other, in a few words, where \(variable.name) is Other; else null."
        properties.append(.init(key, Self.typed("string", orNull: true, description: text)))
      }
      if let key = confidenceKey(of: variable) {
        let text = "How sure you are of \(variable.name), from 0 (a guess) to 1 (certain)."
        properties.append(
          .init(key, Self.number(in: 0...1, orNull: !variable.appliesWhen.isEmpty, description: text)))
      }
    }
    return .object([
      .init("type", .string("object")), .init("properties", .object(properties)),
      .init("required", .strings(properties.map(\.name))), .init("additionalProperties", .bool(false)),
    ])
  }

  private static func schema(of variable: Variable) -> JSON {
    let orNull = !variable.appliesWhen.isEmpty
    let condition = variable.condition.map { "null unless \($0)" }
    switch variable.type {
    case .category:
      return typed("string", orNull: orNull, description: condition, choices: variable.labels)
    case .boolean:
      return typed("boolean", orNull: orNull, description: condition)
    case .number:
      let range = variable.range.map { "from \(written($0.lowerBound)) to \(written($0.upperBound))" }
      let text = [range, condition].compactMap(\.self).joined(separator: "; ")
      return number(in: variable.range, orNull: orNull, description: text.isEmpty ? nil : text)
    case .openText: return typed("string", orNull: orNull, description: condition)
    case .tags:
      var members = typed("array", orNull: orNull, description: condition).members
      members.append(.init("items", typed("string", choices: variable.labels)))
      return .object(members)
    }
  }

  private static func number(
    in range: ClosedRange<Double>?, orNull: Bool = false, description: String?
  ) -> JSON {
    var members = typed("number", orNull: orNull, description: description).members
    if let range {
      members.append(.init("minimum", .number(range.lowerBound)))
      members.append(.init("maximum", .number(range.upperBound)))
    }
    return .object(members)
  }

  private static func typed(
    _ type: String, orNull: Bool = false, description: String? = nil, choices: [String]? = nil
  ) -> JSON {
    var members: [JSON.Member] = [.init("type", orNull ? .strings([type, "null"]) : .string(type))]
    if let description { members.append(.init("description", .string(description))) }
    if let choices {
      members.append(.init("enum", .array(choices.map { .string($0) } + (orNull ? [.null] : []))))
    }
    return .object(members)
  }

  /// A number without a needless point.
  static func written(_ number: Double) -> String { CodedValue.number(number).text }
}

extension JSON {
  /// The members of an object; none of anything else.
  var members: [Member] { if case .object(let members) = self { members } else { [] } }
}

extension Variable {
  /// The filter question in words, "us_politics is true"; nil where the variable always applies.
  var condition: String? {
    guard !appliesWhen.isEmpty else { return nil }
    return appliesWhen.map { "\($0.variable) is \($0.values.joined(separator: " or "))" }
      .joined(separator: " and ")
  }

  /// What is accepted as an answer, in words.
  var accepted: String {
    switch type {
    case .category: "one of " + labels.joined(separator: ", ")
    case .boolean: "true or false"
    case .number:
      range.map {
        "a number from \(CodingForm.written($0.lowerBound)) to \(CodingForm.written($0.upperBound))"
      } ?? "a number"
    case .openText: "a text that is not empty"
    case .tags: "a list of any of \(labels.joined(separator: ", ")); an empty list where none fits"
    }
  }
}
