/// sentencepiece's way: spaces become a visible sign, words begin with it.
struct Metaspace: PreTokenizer {
  /// Which pieces get the sign before them where they have none.
  enum Prepending: String {
    case always, first, never
  }

  /// The sign, mostly `▁`, as UTF-8.
  let sign: [UInt8]
  let prepending: Prepending
  /// Whether words are cut before each sign.
  let splits: Bool

  /// Reads both spellings: `prepend_scheme`, and the older `add_prefix_space`.
  init(_ part: JSONPlace) throws {
    sign = [UInt8](String(try part.required("replacement").scalar()).utf8)
    splits = try part.bool("split", default: true)
    let scheme = try part["prepend_scheme"]?.string() ?? "always"
    guard let known = Prepending(rawValue: scheme) else {
      throw TokenizerError.unsupported("Metaspace prepend_scheme \(scheme)")
    }
    prepending = try part.bool("add_prefix_space", default: true) ? known : .never
  }

  var growth: Int { sign.count + 1 }

  func apply(to pieces: inout Pieces) {
    pieces.rewrite { source, span, beginsInput, output in
      let needsSign = prepending == .always || prepending == .first && beginsInput
      if needsSign, source[span.start] != 0x20, !has(sign, in: source, at: span.start) {
        output.append(contentsOf: sign)
      }
      var start = span.start
      for place in span.start..<span.end where source[place] == 0x20 {
        output.append(source, start, place)
        output.append(contentsOf: sign)
        start = place + 1
      }
      output.append(source, start, span.end)
    }
    if splits { pieces.split(by: .text(sign), .mergedWithNext) }
  }
}
