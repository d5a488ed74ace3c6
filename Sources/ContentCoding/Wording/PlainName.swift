import Foundation

/// What the name of a coder, a sample, a split or the like may hold, so that it survives tables, pages and commands.
public enum PlainName {
  /// Characters at most.
  public static let lengthLimit = 200

  /// What is wrong with a name.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - kind: What is called so, as in `sample`.
  /// - Returns: A sentence; nil for a name on one line, without control characters or spaces around it.
  public static func problem(with name: String, of kind: String) -> String? {
    if name.isEmpty {
      "the name of a \(kind) is empty"
    } else if name.count > lengthLimit {
      "the name of a \(kind) has \(name.count) characters, more than \(lengthLimit): \(quoted(name))"
    } else if name.contains(where: \.isNewline) {
      "\(quoted(name)): a \(kind)'s name stands on one line"
    } else if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      "\(quoted(name)): a \(kind)'s name has no control characters"
    } else if name != name.trimmingCharacters(in: .whitespaces) {
      "\(quoted(name)): a \(kind)'s name has no spaces before or after it"
    } else {
      nil
    }
  }
}
