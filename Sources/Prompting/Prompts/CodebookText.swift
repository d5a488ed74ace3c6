import ContentCoding

/// The codebook as a model reads it.
struct CodebookText {
  let form: CodingForm

  /// Each variable with its definition, its categories and theirs.
  var extended: String {
    form.variables.map { variable in
      let definition = Self.line(variable.definition)
      let head = head(of: variable) + (definition.isEmpty ? "" : ": \(definition)")
      return ([head] + variable.categories.map(Self.line(of:)) + rules(of: variable)).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  /// Each variable and its categories by name.
  var simple: String {
    form.variables.map { variable in
      ([head(of: variable) + Self.names(of: variable)] + rules(of: variable)).joined(separator: "\n")
    }.joined(separator: "\n")
  }

  private func head(of variable: Variable) -> String { "`\(variable.name)` (\(Self.kind(of: variable)))" }

  private static func names(of variable: Variable) -> String {
    variable.categories.isEmpty ? "" : ": " + variable.labels.joined(separator: ", ")
  }

  private static func kind(of variable: Variable) -> String {
    switch variable.type {
    case .category: "one category"
    case .boolean: "true or false"
    case .number: variable.accepted
    case .openText: "a text in your own words"
    case .tags: "a list of any of these, empty where none fits"
    }
  }

  private static func line(of category: ContentCoding.Category) -> String {
    let definition = line(category.definition)
    return "- \(category.name)" + (definition.isEmpty ? "" : ": \(definition)")
  }

  private func rules(of variable: Variable) -> [String] {
    let other = form.otherKey(of: variable).map {
      "Where `\(variable.name)` is Other, say in `\($0)` in a few words which; else `\($0)` is null."
    }
    let filter = variable.condition.map {
      "Only where \($0); else `\(variable.name)` is null."
    }
    return [other, filter].compactMap(\.self)
  }

  /// A definition on one line.
  private static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
