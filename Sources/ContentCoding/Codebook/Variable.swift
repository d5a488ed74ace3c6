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
  /// Descriptions of posts where a boolean is `true` or `false`, by that label; empty for the other types.
  public var phrases: [String: [String]]
  /// Sentences with `{}` in the place of a phrase or a category's name, for zero-shot coders.
  public var templates: [String]
  /// Whether a coder may write free text beside the category "Other".
  public var allowsOther: Bool
  /// The filter question: the variable applies to a post only where all of these hold.
  public var appliesWhen: [FilterCondition]
  /// Whether pictures are blurred in reports.
  public var isSensitive: Bool
  /// The encoder of texts by which answers to an open text are compared; nil for the usual one.
  public var encoder: String?

  /// A variable; `level` defaults to the type's usual one.
  public init(
    name: String, type: VariableType, definition: String = "", level: MeasurementLevel? = nil,
    range: ClosedRange<Double>? = nil, categories: [Category] = [], phrases: [String: [String]] = [:],
    templates: [String] = [], allowsOther: Bool = false, appliesWhen: [FilterCondition] = [],
    isSensitive: Bool = false, encoder: String? = nil
  ) {
    self.name = name
    self.type = type
    self.definition = definition
    self.level = level ?? type.usualLevel
    self.range = range
    self.categories = categories
    self.phrases = phrases
    self.templates = templates
    self.allowsOther = allowsOther
    self.appliesWhen = appliesWhen
    self.isSensitive = isSensitive
    self.encoder = encoder
  }

  /// The labels that a classification chooses from: the categories' names, or `true` and `false`; empty for numbers and texts.
  public var labels: [String] {
    switch type {
    case .category, .tags: categories.map(\.name)
    case .boolean: ["true", "false"]
    case .number, .openText: []
    }
  }

  /// The place of each label in ``labels``.
  public var labelPlaces: [String: Int] {
    Dictionary(labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The descriptions of posts that get `label`; empty where the codebook has none.
  public func phrases(of label: String) -> [String] {
    type == .boolean ? phrases[label] ?? [] : categories.first { $0.name == label }?.phrases ?? []
  }
}

extension Variable {
  private enum CodingKeys: CodingKey {
    case name, type, definition, level, range, categories, phrases, templates, allowsOther, appliesWhen
    case isSensitive, encoder
  }

  /// Decodes a variable, also one that was kept before booleans had phrases and variables templates.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      name: try values.decode(String.self, forKey: .name),
      type: try values.decode(VariableType.self, forKey: .type),
      definition: try values.decode(String.self, forKey: .definition),
      level: try values.decode(MeasurementLevel.self, forKey: .level),
      range: try values.decodeIfPresent(ClosedRange<Double>.self, forKey: .range),
      categories: try values.decode([Category].self, forKey: .categories),
      phrases: try values.decodeIfPresent([String: [String]].self, forKey: .phrases) ?? [:],
      templates: try values.decodeIfPresent([String].self, forKey: .templates) ?? [],
      allowsOther: try values.decode(Bool.self, forKey: .allowsOther),
      appliesWhen: try values.decode([FilterCondition].self, forKey: .appliesWhen),
      isSensitive: try values.decode(Bool.self, forKey: .isSensitive),
      encoder: try values.decodeIfPresent(String.self, forKey: .encoder))
  }

  /// Encodes a variable, its phrases and templates only where it has any: a codebook without them keeps the fingerprint
  /// that it had before there were any.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(name, forKey: .name)
    try values.encode(type, forKey: .type)
    try values.encode(definition, forKey: .definition)
    try values.encode(level, forKey: .level)
    try values.encodeIfPresent(range, forKey: .range)
    try values.encode(categories, forKey: .categories)
    if !phrases.isEmpty { try values.encode(phrases, forKey: .phrases) }
    if !templates.isEmpty { try values.encode(templates, forKey: .templates) }
    try values.encode(allowsOther, forKey: .allowsOther)
    try values.encode(appliesWhen, forKey: .appliesWhen)
    try values.encode(isSensitive, forKey: .isSensitive)
    try values.encodeIfPresent(self.encoder, forKey: .encoder)
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
  /// Words of the coder's own.
  case openText = "text"

  /// Whether answers are made of labels that the codebook lists.
  public var hasLabels: Bool { self == .category || self == .boolean || self == .tags }

  /// The type with its article: `a category`, `a text`.
  public var withArticle: String { self == .tags ? "a set of tags" : "a \(rawValue)" }

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
