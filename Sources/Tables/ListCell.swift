/// A list in one cell, as Python, pandas, NumPy and JSON write it: `["a", "b"]`, `['a', 'b']`, `('a', 'b')`, `{'a'}`,
/// `['a' 'b']`, `[a, b]`.
package enum ListCell {
  /// The items; nil where the cell is no list.
  ///
  /// A list that is not closed, or one in another, is none.
  package static func items(in text: String) -> [String]? {
    let cell = Array(text.trimmed.unicodeScalars)
    guard cell.count >= 2, let first = cell.first, let close = closing[first], cell.last == close else {
      return nil
    }
    var inside = cell.dropFirst().dropLast()
    let isQuoted = inside.first { !isBlank($0) }.map(isQuote) ?? false
    // Braces and round brackets are common signs of plain text: only quotes inside make them lists.
    guard isQuoted || first == "[" else { return nil }
    var items: [String] = []
    while true {
      inside = inside.drop(while: isBlank)
      guard let next = inside.first else { return items }
      if isQuote(next) {
        guard let item = string(&inside) else { return nil }
        items.append(item)
      } else {
        let item = inside.prefix { $0 != "," }
        guard !item.contains(where: { isQuote($0) || closing[$0] != nil || $0 == "]" }) else { return nil }
        inside = inside.dropFirst(item.count)
        let word = joined(item).trimmed
        if !["None", "nan", "null", ""].contains(word) { items.append(word) }
      }
      inside = inside.drop(while: isBlank)
      if inside.first == "," {
        inside = inside.dropFirst()
      } else if let next = inside.first, !isQuote(next) {
        return nil
      }
    }
  }

  private static let closing: [Unicode.Scalar: Unicode.Scalar] = ["[": "]", "(": ")", "{": "}"]

  private static func isQuote(_ scalar: Unicode.Scalar) -> Bool { scalar == "'" || scalar == "\"" }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  private static func joined(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// The quoted string that `rest` begins with, escapes undone; nil where it does not end.
  private static func string(_ rest: inout ArraySlice<Unicode.Scalar>) -> String? {
    guard let quote = rest.popFirst() else { return nil }
    var found: [Unicode.Scalar] = []
    while let scalar = rest.popFirst() {
      if scalar == quote { return joined(found) }
      guard scalar == "\\", let escaped = rest.popFirst() else {
        found.append(scalar)
        continue
      }
      switch escaped {
      case "n": found.append("\n")
      case "t": found.append("\t")
      case "r": found.append("\r")
      case "u":
        let digits = joined(rest.prefix(4))
        guard digits.count == 4, let code = UInt32(digits, radix: 16) else { return nil }
        rest = rest.dropFirst(4)
        found.append(Unicode.Scalar(code) ?? "\u{FFFD}")
      default: found.append(escaped)
      }
    }
    return nil
  }
}
