import Foundation

/// Markup under construction, for HTML and for SVG within it.
///
/// Names of elements and attributes are literals of the program; text and attribute values may be anybody's
/// and are always made readable (``ReadableText``) and escaped. There is no way to put data in unescaped.
package struct Markup {
  /// Attributes in order; those with a nil value are left out.
  package typealias Attributes = KeyValuePairs<StaticString, String?>

  package private(set) var html = ""

  /// Nothing yet.
  package init() {}

  /// Escaped text.
  package mutating func text(_ text: String) {
    html += Self.escaped(text)
  }

  /// An element with content.
  package mutating func element(
    _ name: StaticString, _ attributes: Attributes = [:], _ content: (inout Markup) -> Void
  ) {
    start(name, attributes)
    content(&self)
    html += "</\(name)>"
  }

  /// An element that holds text only.
  package mutating func element(_ name: StaticString, _ attributes: Attributes = [:], text: String) {
    element(name, attributes) { $0.text(text) }
  }

  /// Begins a part that a reader can fold away, with a heading of the third rank; ``endFold()`` ends it.
  package mutating func startFold(id: String, isOpen: Bool, heading: (inout Markup) -> Void) {
    start("details", ["class": "fold", "open": isOpen ? "" : nil])
    element("summary") { $0.element("h3", ["id": id], heading) }
    newline()
  }

  /// Ends what ``startFold(id:isOpen:heading:)`` began.
  package mutating func endFold() {
    literal("</details>\n")
  }

  /// An element that has no content and no end tag.
  package mutating func void(_ name: StaticString, _ attributes: Attributes = [:]) {
    start(name, attributes)
  }

  /// A name from the study, whose direction of writing does not change that of its surroundings.
  package mutating func name(_ name: String) {
    element("bdi", text: name)
  }

  /// Markup that was built apart.
  package mutating func append(_ other: Markup) {
    html += other.html
  }

  /// A line end, so that the page's source can be read.
  package mutating func newline() {
    html += "\n"
  }

  /// A style sheet or script of the program.
  mutating func literal(_ asset: PageAsset) {
    html += asset.text
  }

  /// Text of the program that is not to be escaped: the document type.
  package mutating func literal(_ text: StaticString) {
    html += "\(text)"
  }

  private mutating func start(_ name: StaticString, _ attributes: Attributes) {
    html += "<\(name)"
    for (attribute, value) in attributes {
      guard let value else { continue }
      html += " \(attribute)=\"\(Self.escaped(value))\""
    }
    html += ">"
  }

  /// `text` with the five characters that mean something in HTML written as references.
  ///
  /// One rule for text and for quoted attributes, so that neither can be mistaken for the other.
  static func escaped(_ text: String) -> String {
    if text.utf8.allSatisfy(isPlain) { return text }
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count + 32)
    for scalar in ReadableText(text).text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): false
    case 0x20...0x7E: true
    default: false
    }
  }
}
