/// A token that is found in the text itself, before the model sees it.
struct AddedToken: Sendable {
  let content: String
  let id: UInt32
  /// Only where no letter or digit stands beside it.
  let isSingleWord: Bool
  /// Takes the white space before it with it.
  let stripsLeft: Bool
  /// Takes the white space after it with it.
  let stripsRight: Bool
  /// Looked for in the normalised text, not in the text as it is.
  let isNormalized: Bool
  /// Left out of decoded text.
  let isSpecial: Bool

  init(_ part: JSONPlace) throws {
    content = try part.required("content").string()
    id = UInt32(try part.required("id").natural())
    isSingleWord = try part.bool("single_word", default: false)
    stripsLeft = try part.bool("lstrip", default: false)
    stripsRight = try part.bool("rstrip", default: false)
    isSpecial = try part.bool("special", default: false)
    isNormalized = try part.bool("normalized", default: !isSpecial)
  }
}
