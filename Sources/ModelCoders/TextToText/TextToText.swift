import ContentCoding
import Foundation

/// A language model that is given each text with a question about it, zero-shot.
///
/// Categories, booleans and tags are decided by rank classification: of the possible answers the one that the model finds
/// likeliest after the prompt. For a boolean and for each tag these are yes and no. Numbers and open texts are what the model
/// writes, greedily.
/// Source of rank classification: Brown et al. (2020), NeurIPS; Sanh et al. (2022), ICLR, without normalisation by length.
public struct TextToText<Model: PromptAnswering>: Coder {
  /// Name and kind.
  public let identity: CoderIdentity
  /// What is answered.
  public let variables: [Variable]
  private let parameters: TextToTextParameters
  private let model: Model

  /// So many tokens of an answer in words are written at most.
  private static var longestAnswer: Int { 128 }

  /// A coder.
  ///
  /// - Parameters:
  ///   - name: The coder's name.
  ///   - variables: What is answered.
  ///   - parameters: As the study's file says.
  ///   - model: Who answers.
  public init(name: String, variables: [Variable], parameters: TextToTextParameters, model: Model) {
    identity = CoderIdentity(name: name, kind: .textToText)
    self.variables = variables
    self.parameters = parameters
    self.model = model
  }

  /// See ``Coder/code(_:with:)``; no features are used.
  ///
  /// - Throws: Also what keeps the model from being opened or run.
  public func code(_ posts: [Post], with features: any FeatureSource) async throws -> [Coding] {
    var codings: [Coding] = []
    for post in posts {
      try Task.checkCancellation()
      let text = post.text(of: parameters.uses).flatMap { SingleLine.of($0).isEmpty ? nil : $0 }
      for variable in variables {
        let answer = try text.map { try self.answer(to: variable, about: $0) } ?? nothing
        codings.append(Coding(postID: post.id, variable: variable.name, answer: answer))
      }
    }
    return codings
  }

  private var nothing: Answer {
    .abstained(Reason(.noText, "the post has no \(parameters.uses.map(\.text).joined(separator: " or "))"))
  }

  private func answer(to variable: Variable, about text: String) throws -> Answer {
    switch variable.type {
    case .category:
      let shares = try shares(TextQuestion(categoryOf: variable, prompt: parameters.prompt), text)
      guard let best = shares.indices.max(by: { shares[$0] < shares[$1] }) else {
        return .abstained(Reason(.undecided, "\(variable.name) has no category"))
      }
      return .coded(
        .category(variable.labels[best]),
        scores: Dictionary(zip(variable.labels, shares), uniquingKeysWith: { first, _ in first }),
        confidence: shares[best])
    case .boolean:
      let yes = try yes(ReadableName(variable.name).description, variable.definition, text)
      return .coded(
        .boolean(yes > 0.5), scores: ["true": yes, "false": 1 - yes], confidence: max(yes, 1 - yes))
    case .tags:
      var scores: [String: Double] = [:]
      for category in variable.categories {
        scores[category.name] = try yes(category.name, category.definition, text)
      }
      return .coded(
        .tags(Set(scores.filter { $0.value > 0.5 }.keys)), scores: scores,
        confidence: scores.values.map { max($0, 1 - $0) }.min())
    case .number, .openText:
      let question = TextQuestion(about: variable, prompt: parameters.prompt)
      let prompt = try question.prompt(about: text, fitting: model.reads)
      let words = try model.answer(to: prompt, maxTokens: Self.longestAnswer)
      return .reading(words, of: variable)
    }
  }

  private func yes(_ name: String, _ definition: String, _ text: String) throws -> Double {
    try shares(TextQuestion(whether: name, definition, prompt: parameters.prompt), text).first ?? 0
  }

  /// The probability of each possible answer among all of them.
  private func shares(_ question: TextQuestion, _ text: String) throws -> [Double] {
    let prompt = try question.prompt(about: text, fitting: model.reads)
    let options = (question.options ?? []).map { SingleLine.of($0) }
    return CategoryNaming.shares(try model.likelihoods(of: options, to: prompt).map(\.sum))
  }
}
