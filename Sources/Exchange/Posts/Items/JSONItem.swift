import Foundation

/// A JSON value that is looked into by paths such as `caption.text` or `edges.0.node`.
struct JSONItem {
  private let value: Any

  init(_ value: Any) { self.value = value }

  /// What lies at a path; nil where nothing does, or null.
  ///
  /// A key that has a dot in it is found as a whole.
  subscript(path: String) -> JSONItem? {
    if let object = value as? [String: Any], let found = object[path] {
      return found is NSNull ? nil : JSONItem(found)
    }
    var here = value
    for part in path.split(separator: ".") {
      let next: Any? =
        if let object = here as? [String: Any] {
          object[String(part)]
        } else if let list = here as? [Any], let place = Int(part), list.indices.contains(place) {
          list[place]
        } else {
          nil
        }
      guard let next, !(next is NSNull) else { return nil }
      here = next
    }
    return JSONItem(here)
  }

  /// What lies at a path, as a cell holds it; a `*` stands for every item of a list, whose texts are joined by `|`.
  func cell(at path: String) -> String? {
    guard let star = path.firstRange(of: ".*") else { return self[path].flatMap { JSONText.cell($0.value) } }
    let rest = path[star.upperBound...].drop { $0 == "." }
    let found = list(String(path[..<star.lowerBound])).compactMap {
      rest.isEmpty ? $0.text : $0.cell(at: String(rest))
    }
    return found.isEmpty ? nil : found.joined(separator: "|")
  }

  /// Text, numbers and booleans as a cell holds them; nil for anything else.
  var text: String? { JSONText.scalar(value) }
  /// Text that is not empty, at the first of `paths` that has one.
  func text(_ paths: String...) -> String? {
    for path in paths { if let found = self[path]?.text, !found.isEmpty { return found } }
    return nil
  }
  /// Whether it is `true`; false where it is anything else or not there.
  func isTrue(_ path: String) -> Bool { self[path]?.text == "true" }
  /// The items of the list at `path`; none where there is no list.
  func list(_ path: String) -> [JSONItem] { (self[path]?.value as? [Any])?.map(JSONItem.init) ?? [] }
  /// The items of a list; none where it is none.
  var items: [JSONItem] { (value as? [Any])?.map(JSONItem.init) ?? [] }
  /// Whether it is an object.
  var isObject: Bool { value is [String: Any] }
  /// What an object has under a key, whatever signs the key has.
  func value(of key: String) -> JSONItem? { (value as? [String: Any])?[key].map { JSONItem($0) } }
  /// The keys of an object, sorted.
  var keys: [String] { (value as? [String: Any])?.keys.sorted() ?? [] }

  /// Every text, number and boolean in it, by path; lists of them joined by `|`; at most `limit` of them.
  func leaves(limit: Int = 200) -> [String: String] {
    var found: [String: String] = [:]
    var waiting: [(path: String, value: Any)] = [("", value)]
    while let (path, value) = waiting.popLast(), found.count < limit {
      if let object = value as? [String: Any] {
        for (key, inner) in object.sorted(by: { $0.key > $1.key }) {
          waiting.append((path.isEmpty ? key : "\(path).\(key)", inner))
        }
      } else if !path.isEmpty, let cell = JSONText.cell(value), !(value is [Any]) || !cell.hasPrefix("[") {
        found[path] = cell
      }
    }
    return found
  }
}
