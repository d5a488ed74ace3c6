extension PostPart {
  /// The column with the text that `codeframe extract` writes, by the name of the extractor: `{extract: text}` in `uses`.
  public static let extracted: [String: PostPart] = [
    "caption": .column("picture_caption"), "labels": .column("labels"), "objects": .column("objects"),
    "text": .column("picture_text"),
    "transcript": .column("transcript"),
  ]

  /// The extractor that writes the part; nil where it is no extractor's.
  public var extractor: String? { Self.extracted.first { $0.value == self }?.key }
}
