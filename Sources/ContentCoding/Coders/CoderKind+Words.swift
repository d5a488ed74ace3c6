extension CoderKind {
  /// The kind with its article: `a probe`, `an ensemble`.
  public var withArticle: String { ("aeiou".contains(rawValue.prefix(1)) ? "an " : "a ") + rawValue }
}
