/// Words for a shell.
package enum Shell {
  /// `text` as one word: as it is where it holds letters, digits and harmless signs alone, else in single quotes.
  package static func quoted(_ text: String) -> String {
    let isPlain =
      !text.isEmpty
      && text.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
          || "/._-+,:@%".unicodeScalars.contains($0)
      }
    return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
