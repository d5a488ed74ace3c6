import Foundation

/// A JSON schema of docs/schemas and its check: the part of draft 2020-12 that those use, and no more.
struct JSONSchema {
  /// A schema that says what this check does not know.
  struct UnknownKeyword: Error, CustomStringConvertible {
    let keyword: String
    var description: String { "the schema says `\(keyword)`, which JSONSchema does not check" }
  }

  static let folder = SampleStudy.repository.appending(path: "docs/schemas")

  /// Whether there is a schema of that name.
  static func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "\(name).json").path)
  }

  private let root: JSONValue
  private let common: JSONValue

  /// The schema of that name.
  init(named name: String) throws {
    root = try Self.document("\(name).json")
    common = try Self.document("common.json")
  }

  private static func document(_ file: String) throws -> JSONValue {
    try JSONValue(parsing: Data(contentsOf: folder.appending(path: file)))
  }

  /// Where `value` is not as the schema says, a sentence each; none where it is.
  func complaints(of value: JSONValue) throws -> [String] {
    try check(value, as: root, in: root, at: "$")
  }

  private func check(
    _ value: JSONValue, as schema: JSONValue, in document: JSONValue, at place: String
  ) throws -> [String] {
    var complaints: [String] = []
    for (keyword, content) in schema.members {
      switch keyword {
      case "$schema", "$defs", "title", "description": continue
      case "format":
        if let text = value.text, (try? Date(text, strategy: .iso8601)) == nil {
          complaints.append("\(place) is no time")
        }
      case "$ref":
        let (definition, home) = try definition(content.text ?? "", in: document)
        complaints += try check(value, as: definition, in: home, at: place)
      case "type":
        let types = content.text.map { [$0] } ?? content.items.compactMap(\.text)
        if !types.contains(where: value.is) {
          complaints.append("\(place) is \(Self.shown(value)), not \(types.joined(separator: " or "))")
        }
      case "enum":
        if !content.items.contains(value) {
          complaints.append("\(place) is \(Self.shown(value)), none of the words")
        }
      case "minimum":
        if let number = value.number, let least = content.number, number < least {
          complaints.append("\(place) is less than \(least)")
        }
      case "items":
        for (number, item) in value.items.enumerated() {
          complaints += try check(item, as: content, in: document, at: "\(place)[\(number)]")
        }
      case "required":
        for key in content.items.compactMap(\.text) where value.is("object") && value[key] == nil {
          complaints.append("\(place) has no \(key)")
        }
      case "properties":
        for (key, property) in content.members {
          guard let inner = value[key] else { continue }
          complaints += try check(inner, as: property, in: document, at: "\(place).\(key)")
        }
      case "additionalProperties":
        let known = schema["properties"]?.members ?? [:]
        for (key, inner) in value.members where known[key] == nil {
          if content == .boolean(false) {
            complaints.append("\(place).\(key) is not in the schema")
          } else {
            complaints += try check(inner, as: content, in: document, at: "\(place).\(key)")
          }
        }
      case "anyOf":
        let found = try content.items.map { try check(value, as: $0, in: document, at: place) }
        if !found.contains(where: \.isEmpty) {
          complaints += found.min { $0.count < $1.count } ?? ["\(place) fits nothing"]
        }
      default: throw UnknownKeyword(keyword: keyword)
      }
    }
    return complaints
  }

  /// What `#/$defs/x`, or the same of another file, names; and the document that it stands in.
  private func definition(
    _ reference: String, in document: JSONValue
  ) throws -> (schema: JSONValue, document: JSONValue) {
    let parts = reference.components(separatedBy: "#/$defs/")
    guard parts.count == 2, ["", "common.json"].contains(parts[0]) else {
      throw UnknownKeyword(keyword: reference)
    }
    let home = parts[0].isEmpty ? document : common
    guard let found = home["$defs"]?[parts[1]] else { throw UnknownKeyword(keyword: reference) }
    return (found, home)
  }

  private static func shown(_ value: JSONValue) -> String { String("\(value)".prefix(80)) }
}

extension JSONValue {
  fileprivate func `is`(_ type: String) -> Bool {
    switch (self, type) {
    case (.null, "null"), (.boolean, "boolean"), (.number, "number"), (.text, "string"), (.list, "array"),
      (.object, "object"):
      true
    case (.number(let number), "integer"): number == number.rounded()
    default: false
    }
  }
}
