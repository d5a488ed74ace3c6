/// Where a decoder stands after some tokens: what may come next, and the cache that it goes on from.
///
/// A value: two continuations can go on from one state, and share its cache.
public struct DecoderState: Sendable {
  /// The scores of what may come next.
  public let scores: TokenScores
  /// How many tokens the decoder has read, the one that starts included; at least 1.
  public let count: Int

  let source: EncodedText
  /// The cache, by the name of the input that takes it.
  let past: [String: Tensor]
}

/// A text that went through the encoder.
public struct EncodedText: Sendable {
  /// How many tokens it has.
  public let count: Int
  /// The encoder's answer [1, tokens, n].
  let states: Tensor
  /// Ones [1, tokens], of each type that a decoder takes.
  let mask: [ElementType: Tensor]
}
