import Foundation

/// A decoder's scores (logits) of all tokens that may come next.
public struct TokenScores: Sendable {
  /// How many tokens there are, at least 1.
  public let count: Int
  private let logits: Tensor
  /// The decoder's file.
  private let model: URL
  /// Where the scores begin in `logits`.
  private let start: Int

  /// The scores after the last token of `logits` [1, tokens, vocabulary].
  ///
  /// - Throws: `InferenceError` with code `run` where the tensor has another shape or an empty vocabulary.
  init(_ logits: Tensor, tokens: Int, of model: URL) throws(InferenceError) {
    guard logits.shape.count == 3, logits.shape[0] == 1, logits.shape[1] == tokens, logits.shape[2] > 0,
      tokens > 0
    else {
      throw InferenceError(
        .run, model: model,
        "the output logits is \(logits), not [1, \(tokens), the number of tokens that there are]")
    }
    self.logits = logits
    self.model = model
    count = logits.shape[2]
    start = logits.count - count
  }

  /// The scores, by token id.
  ///
  /// - Throws: `InferenceError` where the model gave something else than real numbers.
  public func values() throws -> [Float] { try read { Array($0) } }

  /// The token with the highest score; the first of several.
  ///
  /// - Throws: `InferenceError` with code `run` where a score is not a number or infinite.
  public func likeliest() throws -> Int {
    try read { scores in
      var best = 0
      for token in scores.indices where scores[token] > scores[best] { best = token }
      return best
    }
  }

  /// The natural logarithm of the probability of each of `tokens`, by the softmax over all scores.
  ///
  /// - Throws: `InferenceError` with code `run` where a score is not a number or infinite, or there is no such token.
  public func logProbabilities(of tokens: some Sequence<Int>) throws -> [Double] {
    try read { scores in
      let greatest = Double(scores.max() ?? 0)
      let total = scores.reduce(0.0) { $0 + exp(Double($1) - greatest) }
      return try tokens.map { token in
        guard scores.indices.contains(token) else {
          throw InferenceError(
            .run, model: model,
            "the model knows \(count) tokens, and no token \(token): the tokenizer is another model's")
        }
        return Double(scores[token]) - greatest - log(total)
      }
    }
  }

  /// The scores, all of them numbers, and not all minus infinity.
  private func read<Result>(_ body: (UnsafeBufferPointer<Float>) throws -> Result) throws -> Result {
    try logits.withElements(of: Float.self) { elements in
      let scores = UnsafeBufferPointer(rebasing: elements[start..<start + count])
      var isSound = true
      var isPossible = false
      for score in scores {
        isSound = isSound && score < .infinity
        isPossible = isPossible || score > -.infinity
      }
      guard isSound, isPossible else {
        throw InferenceError(.run, model: model, "the output logits holds numbers that are not finite")
      }
      return try body(scores)
    }
  }
}
