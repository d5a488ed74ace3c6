import Hub

/// How texts become tokens for one model, where its `tokenizer.json` does not say.
public struct TextRules: Codable, Hashable, Sendable {
  /// The most tokens of a text, beginning and end included.
  ///
  /// nil takes the truncation of `tokenizer.json`, else what the model has room for; in any case no more than that.
  public var textLength: Int?
  /// The number of tokens to which every text is filled up, the filling being read by the model like the text; nil fills
  /// up to the longest text of a batch and masks it.
  public var fixedLength: Int?
  /// Whether text is put in lower case first: each Unicode scalar by its own full mapping, as `tokenizers` does.
  public var lowercases: Bool

  /// Rules; by default what the model's files say.
  public init(textLength: Int? = nil, fixedLength: Int? = nil, lowercases: Bool = false) {
    self.textLength = textLength
    self.fixedLength = fixedLength
    self.lowercases = lowercases
  }

  /// The rules of a text tower, by the catalogue, or else by its architecture: SigLIP was trained on texts in lower case,
  /// filled up to as many tokens as it has positions, without a mask.
  public init(_ tower: CatalogueEntry.Tower?, settings: ModelSettings) {
    guard let tower else {
      let isSigLIP = settings.architecture?.hasPrefix("siglip") == true
      self.init(fixedLength: isSigLIP ? settings.textLength : nil, lowercases: isSigLIP)
      return
    }
    self.init(
      textLength: tower.textLength, fixedLength: tower.fixedLength, lowercases: tower.lowercases ?? false)
  }

  /// The text as the tokenizer is to get it.
  func prepared(_ text: String) -> String {
    guard lowercases else { return text }
    var lower = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      lower.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
    }
    return String(lower)
  }
}
