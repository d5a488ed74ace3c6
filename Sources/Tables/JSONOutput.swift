import ContentCoding

/// A JSON value to be written.
///
/// Members of an object keep their order.
public enum JSONOutput: Equatable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A whole number.
  case integer(Int)
  /// A number in the shortest form that reads back to the same value; `null` if it is not finite.
  case number(Double)
  /// A string.
  case text(String)
  /// An array.
  case list([JSONOutput])
  /// An object.
  case object([Member])

  /// One name and value of an object.
  public struct Member: Equatable, Sendable {
    /// The name.
    public var name: String
    /// The value.
    public var value: JSONOutput

    /// Pairs a name with a value.
    public init(_ name: String, _ value: JSONOutput) {
      self.name = name
      self.value = value
    }
  }

  func put(to output: TextOutput, depth: Int = 0) throws {
    if depth > JSONLine.depthLimit + 1 { throw TableError(.tooDeep(limit: JSONLine.depthLimit)) }
    switch self {
    case .null: output.put("null")
    case .boolean(let value): output.put(value ? "true" : "false")
    case .integer(let value): output.put(String(value))
    case .number(let value): output.put(value.isFinite ? "\(value)" : "null")
    case .text(let value): output.putString(value)
    case .list(let values):
      output.put(0x5B)
      for (index, value) in values.enumerated() {
        if index > 0 { output.put(0x2C) }
        try value.put(to: output, depth: depth + 1)
      }
      output.put(0x5D)
    case .object(let members):
      try Self.put(members, to: output, depth: depth)
    }
  }

  static func put(_ members: [Member], to output: TextOutput, depth: Int) throws {
    output.put(0x7B)
    for (index, member) in members.enumerated() {
      if index > 0 { output.put(0x2C) }
      output.putString(member.name)
      output.put(0x3A)
      try member.value.put(to: output, depth: depth + 1)
    }
    output.put(0x7D)
  }
}
