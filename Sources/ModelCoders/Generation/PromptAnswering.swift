/// A model that is given a prompt and answers it.
public protocol PromptAnswering: Sendable {
  /// Whether the model reads the whole prompt, nothing cut off.
  ///
  /// - Throws: what keeps the tokenizer from being opened.
  func reads(_ prompt: String) throws -> Bool

  /// The model's own answer; the same every time.
  ///
  /// - Parameters:
  ///   - prompt: the prompt; what is too long is cut off at the end.
  ///   - maxTokens: the most tokens of the answer.
  /// - Returns: the answer in words.
  /// - Throws: what keeps the model from being opened or run.
  func answer(to prompt: String, maxTokens: Int) throws -> String

  /// How likely the model finds given answers to a prompt.
  ///
  /// - Parameters:
  ///   - options: the answers.
  ///   - prompt: the prompt; what is too long is cut off at the end.
  /// - Returns: a likelihood for each option, in order.
  /// - Throws: what keeps the model from being opened or run.
  func likelihoods(of options: [String], to prompt: String) throws -> [AnswerLikelihood]
}

/// How likely a model finds an answer.
public struct AnswerLikelihood: Hashable, Sendable {
  /// ln p(answer | prompt), at most 0, in nats: the sum over the answer's tokens, its end mark included.
  public let sum: Double
  /// How many tokens those are.
  public let tokens: Int

  /// The mean over the tokens, by which longer answers are not less likely for being longer; 0 where there are none.
  public var mean: Double { tokens > 0 ? sum / Double(tokens) : 0 }

  /// A likelihood.
  public init(sum: Double, tokens: Int) {
    self.sum = sum
    self.tokens = tokens
  }
}
