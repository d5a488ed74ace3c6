import ContentCoding

/// Which output of a model is read, and how it becomes one vector for each picture or text.
///
/// An output may have one of four shapes:
///
/// | shape | what is read |
/// |---|---|
/// | [batch, n] | the vector itself; a pooling cannot be named |
/// | [batch, tokens, d] | `cls`: the first token; `mean`: the mean over a picture's patches, without CLS and registers, or over the tokens of a text that the mask keeps; `cls+mean`: both, 2d numbers |
/// | [batch, n, 1, 1] | the vector itself |
/// | [batch, d, height, width] | the mean over all places |
public struct OutputReading: Codable, Hashable, Sendable {
  /// The output's name.
  ///
  /// nil takes what the model has: of a picture tower `image_embeds`, `pooler_output` or `last_hidden_state`; of a text
  /// tower `text_embeds`, `sentence_embedding`, then `last_hidden_state` where the model takes a mask and
  /// `pooler_output` where it takes none; else the first output of shape [batch, n]. Where a pooling is named, it
  /// takes `last_hidden_state`, `token_embeddings` or the first output that has one to be named.
  public var output: String?
  /// How tokens become one vector; nil takes `cls` of pictures and `mean` of texts.
  public var pooling: EncoderPooling?
  /// How many tokens of a picture come before its patches: CLS and the registers; 0 where the model has no CLS.
  public var leadingTokens: Int
  /// Whether the vector is divided by its Euclidean length, if that is not 0.
  public var normalises: Bool

  /// A reading; by default what the model has, as it is.
  public init(
    output: String? = nil, pooling: EncoderPooling? = nil, leadingTokens: Int = 1, normalises: Bool = false
  ) {
    self.output = output
    self.pooling = pooling
    self.leadingTokens = leadingTokens
    self.normalises = normalises
  }
}
