/// A step that cuts a text into the words that the model sees one by one.
protocol PreTokenizer: Sendable, Growing {
  func apply(to pieces: inout Pieces)
}

/// Several steps in turn.
struct PreTokenizerSequence: PreTokenizer {
  let steps: [any PreTokenizer]

  var growth: Int { (steps as [any Growing]).growth }

  func apply(to pieces: inout Pieces) {
    for step in steps { step.apply(to: &pieces) }
  }
}

/// Cuts by a pattern.
struct Split: PreTokenizer {
  let pattern: Pattern
  let behavior: SplitBehavior
  var isInverted = false

  func apply(to pieces: inout Pieces) { pieces.split(by: pattern, behavior, inverted: isInverted) }
}

/// Reads the `pre_tokenizer` of a file.
enum PreTokenizerReader {
  static func preTokenizer(_ part: JSONPlace) throws -> any PreTokenizer {
    let type = try part.required("type").string()
    switch type {
    case "Sequence":
      return PreTokenizerSequence(steps: try part.required("pretokenizers").list().map(preTokenizer))
    case "BertPreTokenizer":
      return PreTokenizerSequence(steps: [
        Split(pattern: .kind(.whitespace), behavior: .removed),
        Split(pattern: .kind(.punctuation), behavior: .isolated),
      ])
    case "ByteLevel":
      return ByteLevel(
        addsSpace: try part.bool("add_prefix_space", default: true),
        pattern: try part.bool("use_regex", default: true) ? try ByteLevel.words() : nil)
    case "Metaspace": return try Metaspace(part)
    case "Whitespace": return Split(pattern: .wordRuns, behavior: .isolated)
    case "WhitespaceSplit": return Split(pattern: .kind(.whitespace), behavior: .removed)
    case "Punctuation":
      let behavior = try part["behavior"].map { try SplitBehavior($0) } ?? .isolated
      return Split(pattern: .kind(.punctuation), behavior: behavior)
    case "Digits":
      let single = try part.bool("individual_digits", default: false)
      return Split(pattern: .kind(.number), behavior: single ? .isolated : .contiguous)
    case "CharDelimiterSplit":
      let delimiter = try part.required("delimiter").scalar()
      return Split(pattern: .text([UInt8](String(delimiter).utf8)), behavior: .removed)
    case "Split":
      return Split(
        pattern: try Pattern(part.required("pattern")),
        behavior: try SplitBehavior(part.required("behavior")),
        isInverted: try part.bool("invert", default: false))
    default: throw TokenizerError.unsupported("pre_tokenizer \(type)")
    }
  }
}
