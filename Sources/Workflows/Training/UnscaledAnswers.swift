import ContentCoding
import Foundation
import ModelCoders
import Reliability

/// A coder's answers about gold posts as they would be if no logit had been divided by a temperature.
struct UnscaledAnswers {
  private let heads: any LearnedHeads
  private let gold: GoldCodings
  private var answers: [String: (confidences: [Double], correct: [Bool])] = [:]

  /// No answers yet of the coder that learned `heads`.
  init(of heads: any LearnedHeads, gold: GoldCodings) {
    self.heads = heads
    self.gold = gold
  }

  /// Counts the answer of a head that did not learn from the post, if gold knows the post and the head has a temperature.
  ///
  /// The shares without it are the scores raised to the temperature, brought to a sum of 1 again.
  mutating func add(_ coding: Coding) {
    guard let fold = coding.fold, let value = coding.answer.value,
      let truth = gold.values[coding.postID]?[coding.variable],
      let temperature = heads.temperature(of: coding.variable, fold: fold),
      let score = coding.answer.scores[value.text], score == coding.answer.confidence
    else { return }
    let raised = coding.answer.scores.mapValues { pow($0, Double(temperature)) }
    let total = raised.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
    guard total > 0 else { return }
    answers[coding.variable, default: ([], [])].confidences.append(min(1, (raised[value.text] ?? 0) / total))
    answers[coding.variable]?.correct.append(value == truth)
  }

  /// How often they are right at each level of confidence, by variable.
  func calibrations() throws -> [String: Calibration] {
    try answers.mapValues { try Calibration(confidences: $0.confidences, correct: $0.correct) }
  }
}
