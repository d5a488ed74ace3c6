import ContentCoding
import Foundation
import Storage

/// Disagreements between coders on one variable, and what a person decides on each.
///
/// Decisions are the codings of the coder ``Person/adjudication``, which the rule `adjudicated` reads.
package struct Settling: Sendable {
  private let open: OpenStudy
  /// What is settled.
  package let variable: Variable
  /// Between whom; none or one where not two have coded the variable.
  package let coders: [CoderIdentity]
  /// The posts on which they differ, those first whose two answers are confused most often.
  package let disagreements: [Disagreement]
  /// What was decided so far, by post.
  package let decisions: [String: CodedValue]

  /// The disagreements on `variable` between `coders`; between all people where fewer than two are named.
  ///
  /// - Throws: ``UserError`` where a coder is unknown.
  package init(_ variable: Variable, between coders: [String] = [], in open: OpenStudy) throws {
    self.open = open
    self.variable = variable
    let coded = try open.study.coders()
    var choice = AgreementChoice.ofPeople
    if coders.count > 1 { choice.coders = coders }
    self.coders = try choice.coders(of: variable, among: coded, in: open).compared
    disagreements =
      self.coders.count > 1
      ? try open.codingMatrix(of: variable, by: self.coders, in: .all).disagreements() : []
    decisions = try open.values(of: variable, by: Person.adjudication)
  }

  /// How many disagreements have been settled.
  package var settled: Int { disagreements.count { decisions[$0.post] != nil } }

  /// The first disagreement after that on `post`, else from the start, that is not settled; nil where all are.
  package func next(after post: String?) -> Disagreement? {
    let place = post.flatMap { post in disagreements.firstIndex { $0.post == post } } ?? -1
    let order = disagreements[(place + 1)...] + disagreements[..<max(place, 0)]
    return order.first { decisions[$0.post] == nil }
  }

  /// What each of the coders says of `post`, and what they remark.
  package func sayings(on post: String) throws -> [(coder: String, coding: HandCoding)] {
    try coders.compactMap { coder in
      try open.study.handCoding(of: post, by: coder.name).map { (coder.name, $0) }
    }
  }

  /// What was decided on `post`; nil where the study has no such post.
  package func decision(on post: String) throws -> HandCoding? {
    try open.study.handCoding(of: post, by: Person.adjudication)
  }

  /// Stores a decision.
  ///
  /// - Parameters:
  ///   - answer: What is decided; nil takes a decision back.
  ///   - person: Who decides.
  ///   - post: The post's id.
  ///   - version: The version of the decision that the person saw.
  /// - Returns: what came of it; nil where the study has no such post.
  /// - Throws: ``StorageError``; nothing is stored then.
  package func settle(
    _ answer: Answer?, by person: Person, on post: String, seen version: String
  ) throws -> HandSave? {
    var answer = answer
    answer?.details["settled_by"] = person.name
    return try open.study.save(
      [variable.name: answer], of: post,
      by: CoderIdentity(name: Person.adjudication, kind: .consensus), seen: version,
      codebook: open.codebook, at: Date())
  }
}
