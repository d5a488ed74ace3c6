/// What is coded: the variables of a study, in the order of the file.
public struct Codebook: Codable, Hashable, Sendable {
  /// The variables; their names are unique.
  public var variables: [Variable]

  /// A codebook of `variables`.
  public init(variables: [Variable]) {
    self.variables = variables
  }

  /// The labels of all variables, each once, in the codebook's order.
  public var labels: [String] {
    var seen: Set<String> = []
    return variables.flatMap(\.labels).filter { seen.insert($0).inserted }
  }

  /// The variable called `name`.
  public subscript(name: String) -> Variable? {
    variables.first { $0.name == name }
  }

  /// Whether pictures are blurred until asked for: one variable is enough, for a picture that is veiled under one must not
  /// stand clear under another.
  public var isSensitive: Bool { variables.contains(where: \.isSensitive) }

  /// Whether a category's definition shows the post called `id`.
  public func showsAsExample(_ id: String) -> Bool {
    variables.contains { $0.categories.contains { $0.examples.contains(id) } }
  }

  /// The hash that tells one version of the whole codebook from another.
  public var fingerprint: Fingerprint {
    Fingerprint(of: self)
  }
}
