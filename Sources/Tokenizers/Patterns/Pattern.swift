/// What a text is searched for: a string, characters of a kind, or a regular expression.
enum Pattern: Sendable {
  /// A kind of characters, each a match of its own.
  enum Kind: Sendable {
    case whitespace, punctuation, number

    @inline(__always) func contains(_ value: UInt32) -> Bool {
      switch self {
      case .whitespace: CharacterKind.isWhitespace(value)
      case .punctuation: CharacterKind.isPunctuation(value)
      case .number: CharacterKind.isNumber(value)
      }
    }
  }

  case text([UInt8])
  case kind(Kind)
  /// Runs of word signs, and runs of what is neither word nor white space; what is between is left out.
  case wordRuns
  case expression(RegularExpression)

  /// Reads `{"String": ...}` or `{"Regex": ...}`.
  init(_ part: JSONPlace) throws {
    if let text = part["String"] {
      self = .text([UInt8](try text.string().utf8))
    } else if let expression = part["Regex"] {
      try self.init(regularExpression: expression.string())
    } else {
      throw part.wrong("a pattern, {\"String\": ...} or {\"Regex\": ...}")
    }
  }

  init(regularExpression: String) throws { self = .expression(try RegularExpression(regularExpression)) }

  /// Appends the matches in a part of a text and what is between them, in order.
  func findAll(in text: Bytes, _ span: Span, into matches: inout [Match], _ search: inout PatternSearch) {
    switch self {
    case .text(let wanted): Self.find(wanted, in: text, span, into: &matches)
    case .kind(let kind): Self.find(kind, in: text, span, into: &matches)
    case .wordRuns: Self.findWordRuns(in: text, span, into: &matches)
    case .expression(let expression): search.findAll(expression, in: text, span, into: &matches)
    }
  }

  private static func find(_ wanted: [UInt8], in text: Bytes, _ span: Span, into matches: inout [Match]) {
    var (gap, place) = (span.start, span.start)
    if let first = wanted.first {
      while place + wanted.count <= span.end {
        guard text[place] == first, has(wanted, in: text, at: place) else {
          place += 1
          continue
        }
        if gap < place { matches.append(Match(start: gap, end: place, isMatch: false)) }
        matches.append(Match(start: place, end: place + wanted.count, isMatch: true))
        place += wanted.count
        gap = place
      }
    }
    if gap < span.end { matches.append(Match(start: gap, end: span.end, isMatch: false)) }
  }

  private static func find(_ kind: Kind, in text: Bytes, _ span: Span, into matches: inout [Match]) {
    var (gap, place) = (span.start, span.start)
    while place < span.end {
      let (value, count) = scalar(in: text, at: place)
      if kind.contains(value) {
        if gap < place { matches.append(Match(start: gap, end: place, isMatch: false)) }
        matches.append(Match(start: place, end: place + count, isMatch: true))
        gap = place + count
      }
      place += count
    }
    if gap < span.end { matches.append(Match(start: gap, end: span.end, isMatch: false)) }
  }

  private static func findWordRuns(in text: Bytes, _ span: Span, into matches: inout [Match]) {
    enum Sort { case space, word, sign }
    var (start, place) = (span.start, span.start)
    var current = Sort.space
    while place < span.end {
      let (value, count) = scalar(in: text, at: place)
      let sort: Sort =
        CharacterKind.isWord(value, joiners: true)
        ? .word : CharacterKind.isWhitespace(value) ? .space : .sign
      if sort != current {
        if current != .space { matches.append(Match(start: start, end: place, isMatch: true)) }
        (start, current) = (place, sort)
      }
      place += count
    }
    if current != .space { matches.append(Match(start: start, end: span.end, isMatch: true)) }
  }
}
