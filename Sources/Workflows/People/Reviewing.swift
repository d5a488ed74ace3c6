import ContentCoding
import Foundation
import Reliability
import Storage

/// A person's verdicts on a coder's codings: right or wrong, given in sight of the answer.
///
/// They say how often the coder is right where it gives a value (precision), never what it misses. They are kept as the codings of
/// ``Person/reviewer``, apart from what people code blindly.
package struct Reviewing: Sendable {
  private let open: OpenStudy
  private let person: Person
  /// Whose codings are judged.
  package let question: ReviewQuestion
  /// The variable.
  package let variable: Variable

  /// A person's verdicts on the codings that `question` asks for.
  ///
  /// - Throws: ``UserError`` where the coder has coded nothing, or the variable is unknown.
  package init(_ question: ReviewQuestion, by person: Person, in open: OpenStudy) throws {
    try open.requireCodings(of: [question.coder])
    self.open = open
    self.person = person
    self.question = question
    variable = try open.existingVariable(question.variable)
  }

  /// The next coding without a verdict; nil after the last.
  package func next() throws -> Coding? {
    try open.study.nextToReview(question, by: person.reviewer.name)
  }

  /// How far the judging is.
  package func tally() throws -> ReviewTally {
    try open.study.reviewTally(question, by: person.reviewer.name)
  }

  /// How often the coder was right, with Wilson's interval; undefined before the first verdict.
  package static func precision(_ tally: ReviewTally) -> (
    share: Estimate<Double>, interval: Estimate<Interval>
  ) {
    let judged = tally.right + tally.wrong
    return (
      judged > 0 ? .defined(Double(tally.right) / Double(judged)) : .undefined(.noObservations),
      Interval.wilson(successes: tally.right, trials: judged)
    )
  }

  /// Stores a verdict.
  ///
  /// - Parameters:
  ///   - coding: What was seen.
  ///   - isRight: Whether it is right.
  ///   - correction: What is right instead, where that was said.
  /// - Throws: ``StorageError``; nothing is stored then.
  package func judge(_ coding: Coding, isRight: Bool, correction: CodedValue? = nil) throws {
    guard let seen = coding.answer.value else { return }
    var details = ["seen": seen.text, "seen_of": question.coder]
    if !isRight { details[Study.rejectedValue] = seen.text }
    let answer =
      if isRight {
        Answer.coded(seen, details: details)
      } else if let correction {
        Answer.coded(correction, details: details)
      } else {
        Answer.abstained(Reason(.undecided, "not \(seen.text)"), details: details)
      }
    try open.study.save(
      [Coding(postID: coding.postID, variable: variable.name, answer: answer)], coder: person.reviewer,
      codebook: open.codebook, at: Date())
  }

  /// Takes the verdict on a post back.
  package func takeBack(_ post: String) throws {
    guard let now = try open.study.handCoding(of: post, by: person.reviewer.name) else { return }
    _ = try open.study.save(
      [variable.name: nil], of: post, by: person.reviewer, seen: now.version, codebook: open.codebook,
      at: Date())
  }
}
