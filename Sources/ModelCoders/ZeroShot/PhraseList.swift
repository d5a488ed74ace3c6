import ContentCoding

/// The sentences that posts are compared with for one variable.
struct PhraseList: Sendable {
  /// How the labels are scored.
  enum Contest: Sendable {
    /// The labels compete: a softmax over them.
    case together
    /// Each label on its own: by the model's sigmoid, or with a softmax model against ``PhraseList/neutral``.
    case apart
  }

  /// The labels that have sentences, in the codebook's order.
  private(set) var labels: [String] = []
  /// The sentences of each label.
  private(set) var sentences: [[String]] = []
  /// What nothing in particular looks like: what labels are compared with that compete with no other.
  private(set) var neutral: String?
  private(set) var contest = Contest.together
  /// Why nothing can be compared; nil where something can.
  private(set) var obstacle: String?
  /// The labels that have no phrases and are called by their names.
  private(set) var unphrased: [String] = []

  private let variable: Variable
  private let readsText: Bool

  init(_ variable: Variable, parameters: ZeroShotParameters, scoring: ZeroShotScoring) {
    self.variable = variable
    readsText = !parameters.uses.contains(.image)
    let isSigmoid = if case .sigmoid = scoring { true } else { false }
    switch variable.type {
    case .category, .tags:
      for label in variable.labels where variable.type == .tags || label != parameters.none { add(label) }
      if variable.type == .tags || labels.count == 1 { contest = .apart }
      if labels.isEmpty { obstacle = "\(variable.name) has no category to compare posts with" }
    case .boolean:
      addBoolean(isSigmoid: isSigmoid)
    case .number, .openText:
      obstacle =
        "a zero-shot coder compares posts with phrases, and \(variable.name) is \(variable.type.withArticle)"
    }
    let isAlone = variable.type == .category && labels.count == 1
    if isAlone || contest == .apart && !isSigmoid { neutral = readsText ? "a text" : "a photo" }
    if isSigmoid { contest = .apart }
  }

  private mutating func add(_ label: String) {
    let phrases = variable.phrases(of: label)
    let templates = variable.templates
    labels.append(label)
    if phrases.isEmpty {
      unphrased.append(label)
      let name = ReadableName(label).description
      sentences.append(Self.sentences(of: [name], in: templates.isEmpty ? [usualTemplate] : templates))
    } else {
      sentences.append(Self.sentences(of: phrases, in: templates.isEmpty ? ["{}"] : templates))
    }
  }

  private mutating func addBoolean(isSigmoid: Bool) {
    guard !variable.phrases(of: "true").isEmpty else {
      obstacle =
        "\(variable.name) has no phrases for true; add `phrases: {true: [...], false: [...]}` to the variable"
      return
    }
    add("true")
    if isSigmoid { return }
    if variable.phrases(of: "false").isEmpty { contest = .apart } else { add("false") }
  }

  private var usualTemplate: String { readsText ? "This text is about {}." : "a photo of {}" }

  private static func sentences(of phrases: [String], in templates: [String]) -> [String] {
    phrases.flatMap { phrase in templates.map { $0.replacing("{}", with: phrase) } }
  }

  /// All that is to be embedded: the sentences label by label, then the neutral one.
  var texts: [String] {
    obstacle == nil ? sentences.flatMap(\.self) + (neutral.map { [$0] } ?? []) : []
  }
}
