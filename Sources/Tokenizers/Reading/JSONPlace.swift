/// A value of `tokenizer.json` that knows its path, for messages.
struct JSONPlace {
  let value: JSONValue
  let path: String

  /// The member of this name; `nil` where it is missing or null.
  ///
  /// Of repeated members the last counts.
  subscript(name: String) -> JSONPlace? {
    guard case .object(let members) = value,
      let member = members.last(where: { $0.key.isExactly(name) })
    else { return nil }
    if case .null = member.value { return nil }
    return JSONPlace(value: member.value, path: path.isEmpty ? name : "\(path).\(name)")
  }

  /// The member of this name.
  ///
  /// - Throws: `TokenizerError` where it is missing or null.
  func required(_ name: String) throws -> JSONPlace {
    if let part = self[name] { return part }
    throw TokenizerError.malformed(path.isEmpty ? name : "\(path).\(name)", "is missing")
  }

  func object() throws -> [(key: String, value: JSONValue)] {
    if case .object(let members) = value { return members }
    throw wrong("an object")
  }

  func list() throws -> [JSONPlace] {
    guard case .array(let elements) = value else { throw wrong("a list") }
    return elements.enumerated().map { JSONPlace(value: $1, path: "\(path)[\($0)]") }
  }

  func string() throws -> String {
    if case .string(let text) = value { return text }
    throw wrong("a string")
  }

  func bool() throws -> Bool {
    if case .bool(let truth) = value { return truth }
    throw wrong("true or false")
  }

  func number() throws -> Double {
    if case .number(let number) = value { return number }
    throw wrong("a number")
  }

  /// A whole number from 0 to 2^31 - 1: an id, a length, a count.
  func natural() throws -> Int {
    let number = try number()
    guard let whole = Int(exactly: number), (0...Int(Int32.max)).contains(whole) else {
      throw TokenizerError.malformed(path, "is \(number), not a whole number from 0 to \(Int32.max)")
    }
    return whole
  }

  /// The only scalar of a string.
  func scalar() throws -> Unicode.Scalar {
    let scalars = try string().unicodeScalars
    guard let scalar = scalars.first, scalars.count == 1 else {
      throw TokenizerError.malformed(path, "is not a single character")
    }
    return scalar
  }

  func bool(_ name: String, default value: Bool) throws -> Bool { try self[name]?.bool() ?? value }

  func wrong(_ expected: String) -> TokenizerError {
    TokenizerError.malformed(path.isEmpty ? "the file" : path, "is \(value.kindName), not \(expected)")
  }
}
