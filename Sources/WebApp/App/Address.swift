import Foundation

/// An address within the app.
struct Address: Sendable, CustomStringConvertible {
  /// Path and query, percent-encoded.
  let description: String

  private static let plain = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

  /// The address of `path` with the parts of the query that have a value.
  init(_ path: String, _ query: KeyValuePairs<String, String?> = [:]) {
    let parts = query.compactMap { name, value in value.map { "\(Self.encoded(name))=\(Self.encoded($0))" } }
    description = parts.isEmpty ? path : "\(path)?\(parts.joined(separator: "&"))"
  }

  /// An address that a request names, as long as it lies within the app.
  ///
  /// Browsers read `//host` and `/\\host` as another site.
  init?(within text: String?) {
    guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains("\\"),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return nil }
    description = text
  }

  /// The parts of a query, in its order; a plus is a space, as forms write it, and parts that are badly encoded are left out.
  static func parts(ofQuery query: String?) -> [(name: String, value: String)] {
    (query ?? "").split(separator: "&").compactMap { part in
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map { $0.replacing("+", with: " ").removingPercentEncoding }
      guard let name = sides[0], let value = sides.count > 1 ? sides[1] : "" else { return nil }
      return (name, value)
    }
  }

  /// `text` as a part of a query.
  static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
  }
}
