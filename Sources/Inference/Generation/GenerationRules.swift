/// How an answer starts and when it ends.
public struct GenerationRules: Hashable, Sendable {
  /// The token that every answer starts with, `decoder_start_token_id`; no part of the answer.
  public var start: Int
  /// The tokens that end an answer, `eos_token_id`.
  public var ends: Set<Int>
  /// The most tokens of an answer, the one that ends it included.
  public var maxTokens: Int

  /// Rules.
  public init(start: Int, ends: Set<Int>, maxTokens: Int) {
    self.start = start
    self.ends = ends
    self.maxTokens = maxTokens
  }
}
