/// The names of categories, found in what a model answered.
///
/// Names and answers are compared by their letters and digits: letter case, accents' way of writing, quotes, hyphens and other
/// signs do not count.
struct CategoryNames: Sendable {
  private let exact: [String]
  private let plain: [String]

  init(_ names: [String]) {
    exact = names
    plain = names.map(Self.plain)
  }

  /// The category that an answer names; nil where it names none, or leaves open which.
  ///
  /// In this order: the name itself; the name but for letter case and signs; the longest name that the answer begins with;
  /// the only name that begins with the answer.
  func index(in answer: String) -> Int? {
    if let index = exact.firstIndex(of: answer) { return index }
    let answer = Self.plain(answer)
    guard !answer.isEmpty else { return nil }
    let same = plain.indices.filter { plain[$0] == answer }
    if !same.isEmpty { return same.count == 1 ? same[0] : nil }
    // Whole words, so that "Art" is not found in "Article".
    let begun = plain.indices.filter { !plain[$0].isEmpty && answer.hasPrefix(plain[$0] + " ") }
    if let longest = begun.map({ plain[$0].count }).max() {
      let found = begun.filter { plain[$0].count == longest }
      return found.count == 1 ? found[0] : nil
    }
    let continued = plain.indices.filter { plain[$0].hasPrefix(answer) }
    return continued.count == 1 ? continued[0] : nil
  }

  /// Small letters and digits; whatever stands between them as one space.
  private static func plain(_ text: String) -> String {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in text.prefix(400).lowercased().decomposedStringWithCompatibilityMapping.unicodeScalars {
      let properties = scalar.properties
      if properties.isAlphabetic || properties.numericType != nil
        || properties.generalCategory == .nonspacingMark
      {
        word.append(scalar)
      } else if !word.isEmpty {
        words.append(String(word))
        word = String.UnicodeScalarView()
      }
    }
    if !word.isEmpty { words.append(String(word)) }
    return words.joined(separator: " ")
  }
}
