extension EncoderDecoder {
  /// Writes an answer by taking the likeliest token at each step.
  ///
  /// The tokens are those of transformers' `generate` with `do_sample=False` and `num_beams=1`, one for one, so long as
  /// no two scores are closer than the last digits of single precision.
  ///
  /// - Parameters:
  ///   - ids: The text's tokens, the end mark included where the model wants one; at least one.
  ///   - rules: How the answer starts and when it ends.
  ///   - isCancelled: Asked before each step; by default the task that this runs in.
  /// - Returns: The answer's tokens: the one that starts left out, the one that ended it included.
  /// - Throws: `InferenceError` where the model fails or gives scores that are not numbers; `CancellationError`.
  public func generate(
    from ids: [Int], _ rules: GenerationRules, isCancelled: () -> Bool = { Task.isCancelled }
  ) throws -> [Int] {
    guard rules.maxTokens > 0 else { return [] }
    if isCancelled() { throw CancellationError() }
    var state = try begin(encode(ids), with: rules.start)
    var tokens: [Int] = []
    while true {
      let token = try state.scores.likeliest()
      tokens.append(token)
      guard tokens.count < rules.maxTokens, !rules.ends.contains(token) else { return tokens }
      if isCancelled() { throw CancellationError() }
      state = try next(after: state, token)
    }
  }
}
