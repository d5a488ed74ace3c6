/// The header fields of a request or a response, in their order.
public struct HTTPFields: Hashable, Sendable {
  /// One field.
  public struct Field: Hashable, Sendable {
    /// Its name, as it was written.
    public let name: String
    /// Its value.
    public let value: String
  }

  /// All fields, in the order in which they came.
  public private(set) var all: [Field] = []

  /// No fields.
  public init() {}

  /// The first value of a field, whose name is compared without regard to case; setting replaces all, nil removes.
  public subscript(name: String) -> String? {
    get { all.first { Self.isSame($0.name, name) }?.value }
    set {
      all.removeAll { Self.isSame($0.name, name) }
      if let newValue { all.append(Field(name: name, value: newValue)) }
    }
  }

  /// Adds a field beside those of the same name.
  public mutating func append(_ name: String, _ value: String) {
    all.append(Field(name: name, value: value))
  }

  private static func isSame(_ a: String, _ b: String) -> Bool {
    a.utf8.count == b.utf8.count && a.lowercased() == b.lowercased()
  }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
  /// Fields in the order in which they are written.
  public init(dictionaryLiteral elements: (String, String)...) {
    all = elements.map { Field(name: $0.0, value: $0.1) }
  }
}
