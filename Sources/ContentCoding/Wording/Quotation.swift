/// A list for a message: the first dozen and how many more there are.
public func enumerated(_ words: some Collection<String>, limit: Int = 12) -> String {
  let shown = words.prefix(limit).joined(separator: ", ")
  return words.count > limit ? "\(shown) and \(words.count - limit) more" : shown
}

/// A word of the file for a message: short, on one line.
public func quoted(_ text: String) -> String {
  let plain = text.unicodeScalars.prefix(61).map {
    $0.properties.generalCategory == .control ? " " : String($0)
  }
  return "\"" + plain.prefix(60).joined() + (plain.count > 60 ? "…\"" : "\"")
}
