import Foundation

/// What a coder answered to one variable of one post.
public struct Coding: Codable, Hashable, Sendable {
  /// The post's id.
  public var postID: String
  /// The variable's name.
  public var variable: String
  /// The answer, or why there is none.
  public var answer: Answer
  /// The fold whose posts the answering coder did not learn from, where the post is a gold post; else nil.
  public var fold: Int?

  /// A coding.
  public init(postID: String, variable: String, answer: Answer, fold: Int? = nil) {
    self.postID = postID
    self.variable = variable
    self.answer = answer
    self.fold = fold
  }
}

/// An answer with its certainty and its price.
public struct Answer: Codable, Hashable, Sendable {
  /// Whether there is a value.
  public var status: Status
  /// The value; there is one exactly where the status is `coded`.
  public var value: CodedValue?
  /// A score for each label, where the coder gives one.
  ///
  /// Probabilities sum to 1, sigmoids need not.
  public var scores: [String: Double]
  /// How sure the coder is of the value, from 0 to 1, where it says so.
  public var confidence: Double?
  /// Why there is no value.
  public var reason: Reason?
  /// The price in US dollars; nil where nothing was paid or the price is unknown.
  public var cost: Double?
  /// Whatever else the coder tells: best phrase, rationale, tokens, ...
  public var details: [String: String]

  /// Whether there is a value, and if not, whether the coder or the circumstances are the cause.
  public enum Status: String, Codable, CaseIterable, Sendable {
    case coded
    case abstained
    case failed
  }

  private init(
    status: Status, value: CodedValue?, scores: [String: Double], confidence: Double?, reason: Reason?,
    cost: Double?, details: [String: String]
  ) {
    self.status = status
    self.value = value
    self.scores = scores
    self.confidence = confidence
    self.reason = reason
    self.cost = cost
    self.details = details
  }

  /// An answer that has a value.
  public static func coded(
    _ value: CodedValue, scores: [String: Double] = [:], confidence: Double? = nil, cost: Double? = nil,
    details: [String: String] = [:]
  ) -> Answer {
    Answer(
      status: .coded, value: value, scores: scores, confidence: confidence, reason: nil, cost: cost,
      details: details)
  }

  /// The coder looked, or found nothing to look at, and gives no value.
  public static func abstained(
    _ reason: Reason, cost: Double? = nil, details: [String: String] = [:]
  ) -> Answer {
    Answer(
      status: .abstained, value: nil, scores: [:], confidence: nil, reason: reason, cost: cost,
      details: details)
  }

  /// The answer that a model wrote in words; `failed` where they are no value of `variable`.
  public static func reading(_ words: String, of variable: Variable) -> Answer {
    do throws(ValueProblem) {
      return .coded(try CodedValue(reading: words, of: variable))
    } catch {
      return .failed(Reason(.invalidAnswer, error.shortened))
    }
  }

  /// Something went wrong for this post.
  public static func failed(
    _ reason: Reason, cost: Double? = nil, details: [String: String] = [:]
  ) -> Answer {
    Answer(
      status: .failed, value: nil, scores: [:], confidence: nil, reason: reason, cost: cost, details: details)
  }
}
