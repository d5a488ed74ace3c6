/// Text of posts as a page can show it: no control characters, no turned direction, not too long.
///
/// - Control characters other than tab and line feed, noncharacters, and the overrides of the direction of
///   writing (U+202D, U+202E), which make a text read otherwise than it is, become U+FFFD.
/// - Return, and return with line feed, become a line feed.
/// - Embeddings and isolates (U+202A to U+202C, U+2066 to U+2069) are left out: they are invisible, and one
///   without its end would reach into the text that follows.
struct ReadableText {
  /// The text to show.
  let text: String

  /// Readable `text`, not shortened.
  init(_ text: String) {
    var readable = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in text.unicodeScalars {
      if let shown = Self.shown(scalar), !(afterReturn && scalar == "\n") { readable.append(shown) }
      afterReturn = scalar == "\r"
    }
    self.text = String(readable)
  }

  /// Readable `text` of at most `limit` Unicode scalars, followed by a note of how many were cut.
  ///
  /// Scalars and not characters are counted, as one character can be a letter with a million accents.
  init(_ text: String, limit: Int) {
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: max(0, limit), limitedBy: scalars.endIndex),
      end != scalars.endIndex
    else {
      self.init(text)
      return
    }
    let rest = scalars.distance(from: end, to: scalars.endIndex)
    self.init(String(scalars[..<end]) + "… (\(ReportFigures.count(rest)) more characters)")
  }

  private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x09, 0x0A: scalar
    case 0x0D: "\n"
    case 0x202A...0x202C, 0x2066...0x2069: nil
    case 0x00...0x1F, 0x7F...0x9F, 0x202D, 0x202E: "\u{FFFD}"
    default: scalar.properties.isNoncharacterCodePoint ? "\u{FFFD}" : scalar
    }
  }
}

extension String {
  /// Without the folders of a path that it names: a page that is mailed says nothing of the machine that made it.
  var withoutFolders: String {
    let start = indices.first { place in
      self[place] == "/"
        && (place == startIndex
          || !(self[index(before: place)].isLetter || self[index(before: place)].isNumber))
    }
    guard let start, let end = lastIndex(of: "/"), end > start else { return self }
    return String(self[..<start] + self[index(after: end)...])
  }
}
