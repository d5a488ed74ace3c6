import ContentCoding

/// The form of the answer to some variables: its JSON schema, and how a reply in it is read.
///
/// One object holds all variables in the codebook's order, each under its name; beside it stand, where they are wanted,
/// `<variable>_other` (free text beside "Other") and `<variable>_confidence`. A `rationale` comes first, so that the model
/// reasons before it decides.
public struct CodingForm: Hashable, Sendable {
  /// What is answered.
  public let variables: [Variable]
  /// Whether the model says in a sentence why.
  public let wantsRationale: Bool
  /// Whether the model says how sure it is of each variable.
  public let wantsConfidence: Bool
  let keys: Keys

  /// A form.
  public init(variables: [Variable], wantsRationale: Bool = false, wantsConfidence: Bool = false) {
    self.variables = variables
    self.wantsRationale = wantsRationale
    self.wantsConfidence = wantsConfidence
    keys = Keys(variables.map(\.name))
  }

  /// The form for `variables` as `parameters` want it.
  init(variables: [Variable], parameters: PromptedParameters) {
    self.init(
      variables: variables, wantsRationale: parameters.wantsRationale,
      wantsConfidence: parameters.wantsConfidence)
  }

  /// The keys of the answer; those beside a variable differ from every variable's name.
  struct Keys: Hashable, Sendable {
    let rationale: String
    let other: [String: String]
    let confidence: [String: String]

    init(_ names: [String]) {
      var taken = Set(names)
      func free(_ key: String) -> String {
        var key = key
        while !taken.insert(key).inserted { key += "_" }
        return key
      }
      rationale = free("rationale")
      other = Dictionary(
        names.map { ($0, free("\($0)_other")) }, uniquingKeysWith: { first, _ in first })
      confidence = Dictionary(
        names.map { ($0, free("\($0)_confidence")) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// The key of the free text beside "Other" of `variable`; nil where it takes none.
  func otherKey(of variable: Variable) -> String? {
    variable.allowsOther ? keys.other[variable.name] : nil
  }

  /// The key of the confidence in `variable`; nil where none is wanted.
  func confidenceKey(of variable: Variable) -> String? {
    wantsConfidence ? keys.confidence[variable.name] : nil
  }
}
