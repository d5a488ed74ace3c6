/// What `codeframe.yaml` says: the codebook and the coders.
public struct StudyConfiguration: Equatable, Sendable {
  /// What the coder is called whose codings count as the truth, where the file does not say.
  public static let usualGold = "gold"

  /// The study's title.
  public var name: String
  /// The coder whose codings count as the truth.
  public var gold: String
  /// The seed that all chance in the study derives from.
  public var seed: UInt64
  /// The coder whose answers people see while they code; nil where they code blindly.
  public var suggestions: String?
  /// How many folds gold is parted into when they are first made; nil for 5.
  public var folds: Int?
  /// What is coded.
  public var codebook: Codebook
  /// How imported tables may write answers: by variable, then as written, the answer that is meant.
  public var writtenValues: [String: [String: String]]
  /// The model coders, in the order of the file; their names are unique.
  public var coders: [CoderConfiguration]

  /// A configuration.
  public init(
    name: String, gold: String = StudyConfiguration.usualGold, seed: UInt64 = 1, suggestions: String? = nil,
    folds: Int? = nil,
    codebook: Codebook, writtenValues: [String: [String: String]] = [:], coders: [CoderConfiguration]
  ) {
    self.name = name
    self.gold = gold
    self.seed = seed
    self.suggestions = suggestions
    self.folds = folds
    self.codebook = codebook
    self.writtenValues = writtenValues
    self.coders = coders
  }

  /// The coder called `name`.
  public func coder(named name: String) -> CoderConfiguration? {
    coders.first { $0.name == name }
  }

  /// The variables that `coder` answers, in the codebook's order: those it names, else all that its kind answers.
  public func variables(of coder: CoderConfiguration) -> [Variable] {
    guard let names = coder.variables else {
      return type(of: coder.parameters).answered(of: codebook.variables)
    }
    return codebook.variables.filter { names.contains($0.name) }
  }
}
