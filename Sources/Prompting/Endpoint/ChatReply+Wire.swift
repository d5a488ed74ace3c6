extension ChatReply {
  /// Reads `chat.completion`.
  ///
  /// Usage, model, fingerprint and log-probabilities may be missing; the content may be a text or an array of parts.
  ///
  /// - Parameters:
  ///   - value: the body.
  ///   - latency: seconds from the request to the whole reply.
  /// - Returns: The reply without a cost; nil where the body holds no choice with a message.
  static func reading(_ value: WireValue, latency: Double) -> ChatReply? {
    guard let choice = value["choices"].elements.first, choice["message"].isObject else { return nil }
    let message = choice["message"]
    // Parts of the types "thinking" and "reasoning" are no answer; nor is the field `reasoning_content`, which is not read.
    let parts = message["content"].elements.filter { part in
      part["type"].text.map { ["text", "output_text", "refusal"].contains($0) } ?? true
    }
    let usage = value["usage"]
    let refusals = parts.compactMap { $0["refusal"].text }
    return ChatReply(
      text: message["content"].text ?? parts.compactMap { $0["text"].text ?? $0.text }.joined(),
      refusal: message["refusal"].text.nonEmpty ?? refusals.joined(separator: "\n").nonEmpty,
      finish: choice["finish_reason"].text, model: value["model"].text,
      fingerprint: value["system_fingerprint"].text.nonEmpty,
      usage: TokenUsage(
        prompt: usage["prompt_tokens"].count ?? 0,
        cached: usage["prompt_tokens_details"]["cached_tokens"].count ?? 0,
        completion: usage["completion_tokens"].count ?? 0),
      tokens: choice["logprobs"]["content"].elements.compactMap(TokenProbability.reading), latency: latency)
  }
}

extension TokenProbability {
  /// Reads one of `logprobs.content`; a logarithm above 0 by a rounding is 0.
  fileprivate static func reading(_ value: WireValue) -> TokenProbability? {
    guard let token = value["token"].text, let logarithm = value["logprob"].double else { return nil }
    return TokenProbability(token: token, logarithm: min(0, logarithm))
  }
}

extension Optional<String> {
  fileprivate var nonEmpty: String? { flatMap { $0.isEmpty ? nil : $0 } }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
