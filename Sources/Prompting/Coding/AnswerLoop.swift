import ContentCoding

/// Asks one question until there is a valid answer.
struct AnswerLoop: Sendable {
  let correspondent: any ChatClient
  let composer: PromptComposer
  let watch: ModelChangeDetector
  let onWarning: @Sendable (String) -> Void

  /// How often an invalid answer is asked for again.
  static let secondAttempts = 2
  /// So many characters of an invalid reply are kept.
  static let replyLimit = 4000

  /// What came of a question.
  enum Outcome {
    case answered(AnswerReading)
    /// No answer; what each variable gets.
    case obstacle(Answer)
  }

  /// Asks for an answer in `form`; an invalid one is asked for again, with what is wrong with it.
  ///
  /// - Throws: what stops the whole run.
  func ask(
    _ request: ChatRequest, form: CodingForm, repetition: Int, expenses: inout Expenses
  ) async throws -> Outcome {
    var asked = request
    for attempt in 0...Self.secondAttempts {
      let reply: ChatReply
      switch try await self.reply(to: asked, repetition: repetition, expenses: &expenses) {
      case .success(let found): reply = found
      case .failure(let obstacle): return .obstacle(obstacle.answer)
      }
      switch form.read(reply.text, tokens: reply.tokens, isCutOff: reply.finish == "length") {
      case .success(let reading): return .answered(reading)
      case .failure(let problems):
        guard attempt < Self.secondAttempts else { return .obstacle(Self.invalid(reply, problems, asked)) }
        // Each attempt says more than the one before, so it is another request and no answer that was kept is repeated.
        asked = composer.again(asked, after: reply, problems: problems)
      }
    }
    return .obstacle(.failed(Reason(.invalidAnswer, "no answer was valid")))
  }

  /// Asks for words; nil where the reply is blank.
  func words(
    _ request: ChatRequest, repetition: Int, expenses: inout Expenses
  ) async throws -> Result<String, Obstacle> {
    try await reply(to: request, repetition: repetition, expenses: &expenses).flatMap { reply in
      let words = reply.answer
      guard !words.allSatisfy(\.isWhitespace) else {
        return .failure(Obstacle(answer: .failed(Reason(.invalidAnswer, "the description is empty"))))
      }
      return .success(words)
    }
  }

  /// Why there is no reply that could be read.
  struct Obstacle: Error {
    let answer: Answer
  }

  private func reply(
    to request: ChatRequest, repetition: Int, expenses: inout Expenses
  ) async throws -> Result<ChatReply, Obstacle> {
    switch try await correspondent.ask(request, repetition: repetition) {
    case .failure(let unanswered):
      let reason = unanswered.reason
      return .failure(Obstacle(answer: reason.code == .refused ? .abstained(reason) : .failed(reason)))
    case .success(let reply):
      expenses.add(reply)
      if let notice = watch.notice(reply, to: request) { onWarning(notice) }
      guard let words = Refusal.words(of: reply) else { return .success(reply) }
      return .failure(Obstacle(answer: .abstained(Reason(.refused, words))))
    }
  }

  private static func invalid(
    _ reply: ChatReply, _ problems: AnswerProblems, _ request: ChatRequest
  ) -> Answer {
    let cut =
      reply.finish == "length"
      ? "the reply was cut off after \(request.maxTokens) tokens (raise `max-tokens`); " : ""
    return .failed(
      Reason(.invalidAnswer, cut + problems.description.prefix(500)),
      details: ["reply": String(reply.text.prefix(replyLimit))])
  }
}
