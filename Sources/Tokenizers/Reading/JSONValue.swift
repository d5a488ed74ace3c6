/// A JSON text in memory.
///
/// Foundation's dictionaries will not do: Swift strings compare canonically, so they take "é" and "e" + accent for one key.
enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  /// The members in the order of the text, repeated ones included.
  case object([(key: String, value: JSONValue)])

  var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "a truth value"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

extension String {
  /// Whether the two have the same bytes.
  ///
  /// `==` would take composed and decomposed letters for the same.
  func isExactly(_ other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
