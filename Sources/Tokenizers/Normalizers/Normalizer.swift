/// A step that rewrites a text before it is cut into words.
protocol Normalizer: Sendable, Growing {
  func apply(to text: inout WorkingText)
}

/// Several steps in turn.
struct NormalizerSequence: Normalizer {
  let steps: [any Normalizer]

  var growth: Int { (steps as [any Growing]).growth }

  func apply(to text: inout WorkingText) {
    for step in steps { step.apply(to: &text) }
  }
}

/// Reads the `normalizer` of a file.
enum NormalizerReader {
  static func normalizer(_ part: JSONPlace) throws -> any Normalizer {
    let type = try part.required("type").string()
    switch type {
    case "Sequence":
      return NormalizerSequence(steps: try part.required("normalizers").list().map(normalizer))
    case "NFC": return NormalizationForm.nfc
    case "NFD": return NormalizationForm.nfd
    case "NFKC": return NormalizationForm.nfkc
    case "NFKD": return NormalizationForm.nfkd
    case "Lowercase": return Lowercase()
    case "StripAccents": return StripAccents()
    case "Nmt": return NmtCleaning()
    case "Strip":
      return StripEnds(
        left: try part.required("strip_left").bool(), right: try part.required("strip_right").bool())
    case "Prepend": return Prepend(text: [UInt8](try part.required("prepend").string().utf8))
    case "Replace":
      return Replace(
        pattern: try Pattern(part.required("pattern")),
        content: [UInt8](try part.required("content").string().utf8))
    case "Precompiled": return try CharacterMap(part.required("precompiled_charsmap"))
    case "ByteLevel": return ByteLevelNormalizer()
    case "BertNormalizer":
      let lowercase = try part.bool("lowercase", default: true)
      return BertNormalizer(
        cleansText: try part.bool("clean_text", default: true),
        spacesIdeographs: try part.bool("handle_chinese_chars", default: true),
        stripsAccents: try part.bool("strip_accents", default: lowercase), lowercases: lowercase)
    default: throw TokenizerError.unsupported("normalizer \(type)")
    }
  }
}
