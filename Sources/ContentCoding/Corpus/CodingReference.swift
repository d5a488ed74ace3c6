/// One coder's answers to one variable, as another coder reads them.
public struct CodingReference: Codable, Hashable, Sendable {
  /// The coder's name.
  public let coder: String
  /// The variable's name.
  public let variable: String

  /// What `coder` says of `variable`.
  public init(coder: String, variable: String) {
    self.coder = coder
    self.variable = variable
  }

  /// The written form: `coder.variable`.
  public var text: String { "\(coder).\(variable)" }
}

extension StudyConfiguration {
  /// The codings that coders of the file read as parts of a post, each once, in the file's order.
  public var codingsRead: [CodingReference] {
    coders.flatMap(\.parameters.codingsRead).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
