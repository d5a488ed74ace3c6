/// BERT's cleaning.
///
/// Source: `BasicTokenizer` of the reference implementation of BERT (Devlin et al., 2019): controls vanish and white space
/// becomes spaces; ideographs get a space on each side; accents vanish; letters become small. Each can be off.
struct BertNormalizer: Normalizer {
  let cleansText: Bool
  let spacesIdeographs: Bool
  let stripsAccents: Bool
  let lowercases: Bool

  func apply(to text: inout WorkingText) {
    if text.isASCII {
      applyToASCII(&text)
      return
    }
    if cleansText {
      text.map { value in
        if value == 0x09 || value == 0x0A || value == 0x0D { return 0x20 }
        if value == 0xFFFD || CharacterKind.isOther(value) { return nil }
        return CharacterKind.isWhitespace(value) ? 0x20 : value
      }
    }
    if spacesIdeographs { spaceIdeographs(&text) }
    if stripsAccents {
      NormalizationForm.nfd.apply(to: &text)
      if !text.isASCII { text.map { CharacterKind.isNonspacingMark($0) ? nil : $0 } }
    }
    if lowercases { Lowercase().apply(to: &text) }
  }

  private func applyToASCII(_ text: inout WorkingText) {
    if !cleansText && !lowercases { return }
    text.rewrite { source, output in
      for byte in source {
        if byte >= 0x20, byte != 0x7F {
          output.append(lowercases ? Lowercase.ascii(byte) : byte)
        } else if !cleansText {
          output.append(byte)
        } else if byte == 0x09 || byte == 0x0A || byte == 0x0D {
          output.append(0x20)
        }
      }
    }
  }

  private func spaceIdeographs(_ text: inout WorkingText) {
    text.rewrite { source, output in
      var place = 0
      while place < source.count {
        let (value, count) = scalar(in: source, at: place)
        let isIdeograph = value >= 0x3400 && CharacterKind.isIdeograph(value)
        if isIdeograph { output.append(0x20) }
        output.append(source, place, place + count)
        if isIdeograph { output.append(0x20) }
        place += count
      }
    }
  }
}
