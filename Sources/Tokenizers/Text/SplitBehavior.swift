/// What becomes of the places where a pattern matched.
enum SplitBehavior: String {
  /// They vanish.
  case removed = "Removed"
  /// Each is a piece.
  case isolated = "Isolated"
  /// Each belongs to the piece before.
  case mergedWithPrevious = "MergedWithPrevious"
  /// Each belongs to the piece after.
  case mergedWithNext = "MergedWithNext"
  /// Neighbours are one piece.
  case contiguous = "Contiguous"

  init(_ part: JSONPlace) throws {
    let name = try part.string()
    guard let behavior = Self(rawValue: name) else {
      throw TokenizerError.unsupported("split behavior \(name)")
    }
    self = behavior
  }

  /// Appends the pieces that a text of these matches and gaps is cut into, without empty ones.
  func cut(_ matches: [Match], inverted: Bool, into spans: inout [Span]) {
    let begin = spans.count
    switch self {
    case .removed:
      for match in matches where match.isMatch == inverted && match.start < match.end {
        spans.append(Span(start: match.start, end: match.end))
      }
      return
    case .isolated:
      for match in matches where match.start < match.end {
        spans.append(Span(start: match.start, end: match.end))
      }
      return
    case .contiguous, .mergedWithPrevious:
      var previous = false
      for match in matches {
        let isMatch = match.isMatch != inverted
        let joins = self == .contiguous ? isMatch == previous : isMatch && !previous
        if joins, spans.count > begin {
          spans[spans.count - 1].end = match.end
        } else {
          spans.append(Span(start: match.start, end: match.end))
        }
        previous = isMatch
      }
    case .mergedWithNext:
      var previous = false
      for match in matches.reversed() {
        let isMatch = match.isMatch != inverted
        if isMatch, !previous, spans.count > begin {
          spans[spans.count - 1].start = match.start
        } else {
          spans.append(Span(start: match.start, end: match.end))
        }
        previous = isMatch
      }
      spans[begin...].reverse()
    }
    if spans[begin...].contains(where: { $0.start == $0.end }) {
      let kept = spans[begin...].filter { $0.start < $0.end }
      spans.replaceSubrange(begin..., with: kept)
    }
  }
}
