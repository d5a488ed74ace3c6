/// A part of a text, in bytes.
struct Span: Equatable {
  var start: Int
  var end: Int
}

/// A part of a text that a pattern found or left.
struct Match {
  var start: Int
  var end: Int
  var isMatch: Bool
}

/// A text cut into pieces, as pre-tokenizers cut it, and the memory for it.
struct Pieces {
  private(set) var bytes: [UInt8] = []
  private(set) var spans: [Span] = []
  /// Whether the first piece begins with the very first byte of what the user gave.
  private(set) var firstBeginsInput = false
  private var spareBytes: [UInt8] = []
  private var spareSpans: [Span] = []
  private var matches: [Match] = []
  /// Memory for regular expressions.
  var search = PatternSearch()

  /// Begins anew with a part of a text as the only piece, or with none where it is empty.
  mutating func load(_ source: [UInt8], _ start: Int, _ end: Int, beginsInput: Bool) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: source[start..<end])
    spans.removeAll(keepingCapacity: true)
    if start < end { spans.append(Span(start: 0, end: end - start)) }
    firstBeginsInput = beginsInput
  }

  /// Cuts every piece by a pattern.
  ///
  /// Empty pieces vanish.
  mutating func split(by pattern: Pattern, _ behavior: SplitBehavior, inverted: Bool = false) {
    let before = spans.first
    spareSpans.removeAll(keepingCapacity: true)
    bytes.withUnsafeBufferPointer { text in
      for span in spans {
        matches.removeAll(keepingCapacity: true)
        pattern.findAll(in: text, span, into: &matches, &search)
        behavior.cut(matches, inverted: inverted, into: &spareSpans)
      }
    }
    swap(&spans, &spareSpans)
    if spans.first?.start != before?.start { firstBeginsInput = false }
  }

  /// Replaces every piece by what `body` writes for it; it is told whether the piece begins the input.
  mutating func rewrite(_ body: (Bytes, Span, Bool, inout [UInt8]) -> Void) {
    spareBytes.removeAll(keepingCapacity: true)
    bytes.withUnsafeBufferPointer { text in
      for index in spans.indices {
        let start = spareBytes.count
        body(text, spans[index], firstBeginsInput && index == 0, &spareBytes)
        spans[index] = Span(start: start, end: spareBytes.count)
      }
    }
    swap(&bytes, &spareBytes)
  }
}
