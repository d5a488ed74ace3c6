extension EncoderDecoder {
  /// How likely the model finds given answers: ln p(token | text, tokens before), for each token of each answer.
  ///
  /// The text is encoded once, and answers that begin alike share the steps of what they share.
  ///
  /// - Parameters:
  ///   - answers: The tokens of each answer; one without tokens is as likely as anything, and takes no step.
  ///   - ids: The text's tokens, the end mark included where the model wants one; at least one.
  ///   - start: The token that every answer starts with, `decoder_start_token_id`.
  ///   - isCancelled: Asked before each step; by default the task that this runs in.
  /// - Returns: For each answer a number of at most 0 for each of its tokens; their sum is the answer's log-likelihood.
  /// - Throws: `InferenceError` where the model fails, gives scores that are not numbers or does not know a token;
  ///   `CancellationError`.
  public func logLikelihoods(
    of answers: [[Int]], from ids: [Int], start: Int, isCancelled: () -> Bool = { Task.isCancelled }
  ) throws -> [[Double]] {
    var likelihoods: [[Double]] = answers.map { _ in [] }
    let open = answers.indices.filter { !answers[$0].isEmpty }
    guard !open.isEmpty else { return likelihoods }
    if isCancelled() { throw CancellationError() }
    // Answers that share all tokens so far, with the state after all but the last of these.
    var branches = [Branch(answers: open, state: try begin(encode(ids), with: start), token: nil)]
    while let branch = branches.popLast() {
      var state = branch.state
      if let token = branch.token {
        if isCancelled() { throw CancellationError() }
        state = try next(after: state, token)
      }
      let place = state.count - 1
      let followers = Dictionary(grouping: branch.answers) { answers[$0][place] }
      let tokens = followers.keys.sorted()
      for (token, logarithm) in zip(tokens, try state.scores.logProbabilities(of: tokens)) {
        let sharing = followers[token] ?? []
        for answer in sharing { likelihoods[answer].append(logarithm) }
        let longer = sharing.filter { answers[$0].count > place + 1 }
        if !longer.isEmpty { branches.append(Branch(answers: longer, state: state, token: token)) }
      }
    }
    return likelihoods
  }

  private struct Branch {
    let answers: [Int]
    let state: DecoderState
    /// The token to go on with; nil where the state is that of the answers.
    let token: Int?
  }
}
