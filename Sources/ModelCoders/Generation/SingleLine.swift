/// Foreign text made fit for one quoted line of a prompt.
enum SingleLine {
  /// The first `limit` scalars of a text, runs of white space and control characters as one space,
  /// double quotes as single ones; no more of the text is looked at than is needed.
  static func of(_ text: String, limit: Int = CategoryNaming.textLimit) -> String {
    var line = String.UnicodeScalarView()
    var count = 0
    var isGap = false
    for scalar in text.unicodeScalars.prefix(16 * limit) {
      guard !isBlank(scalar) else {
        isGap = true
        continue
      }
      if isGap, count > 0 {
        line.append(" ")
        count += 1
      }
      isGap = false
      guard count < limit else { break }
      line.append(scalar == "\"" ? "'" : scalar)
      count += 1
    }
    return String(line)
  }

  /// White space, and what is not seen: controls, marks of direction, unassigned and private characters.
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isWhitespace { return true }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: return true
    // The joiner holds emoji and the letters of some scripts together.
    case .format: return scalar != "\u{200D}" && scalar != "\u{200C}"
    default: return false
    }
  }
}
