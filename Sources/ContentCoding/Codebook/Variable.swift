/// One question that a codebook asks of every post.
public struct Variable: Codable, Hashable, Sendable {
  /// The name, as it stands in tables.
  public var name: String
  /// What kind of answer is wanted.
  public var type: VariableType
  /// What the variable means, for people and prompted models.
  public var definition: String
  /// The level of measurement, which decides the distance in Krippendorff's alpha.
  public var level: MeasurementLevel
  /// Accepted numbers, ends included; nil accepts all finite ones.
  public var range: ClosedRange<Double>?
  /// The categories of a `category` or `tags` variable; empty for the other types.
  public var categories: [Category]
  /// Whether a coder may write free text beside the category "Other".
  public var allowsOther: Bool
  /// The filter question: the variable applies to a post only where all of these hold.
  public var appliesWhen: [FilterCondition]
  /// Whether pictures are blurred in reports.
  public var isSensitive: Bool

  /// A variable; `level` defaults to the type's usual one.
  public init(
    name: String, type: VariableType, definition: String = "", level: MeasurementLevel? = nil,
    range: ClosedRange<Double>? = nil, categories: [Category] = [], allowsOther: Bool = false,
    appliesWhen: [FilterCondition] = [], isSensitive: Bool = false
  ) {
    self.name = name
    self.type = type
    self.definition = definition
    self.level = level ?? type.usualLevel
    self.range = range
    self.categories = categories
    self.allowsOther = allowsOther
    self.appliesWhen = appliesWhen
    self.isSensitive = isSensitive
  }

  /// The labels that a classification chooses from: the categories' names, or `true` and `false`; empty for numbers.
  public var labels: [String] {
    switch type {
    case .category, .tags: categories.map(\.name)
    case .boolean: ["true", "false"]
    case .number: []
    }
  }
}

/// The kinds of answer.
public enum VariableType: String, Codable, CaseIterable, Sendable {
  /// Exactly one of the categories.
  case category
  /// True or false.
  case boolean
  /// A finite number.
  case number
  /// Any set of the categories, the empty one too.
  case tags

  var usualLevel: MeasurementLevel {
    self == .number ? .interval : .nominal
  }
}

/// Levels of measurement after Stevens (1946).
public enum MeasurementLevel: String, Codable, CaseIterable, Sendable {
  case nominal
  case ordinal
  case interval
  case ratio
}
