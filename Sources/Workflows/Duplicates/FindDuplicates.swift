import ContentCoding
import Foundation
import Storage

/// Finds posts that show the same, and marks them where that is asked for.
package struct FindDuplicates: Workflow, Sendable {
  /// What counts as the same, and which posts are looked at.
  package var question: DuplicateSearch.Question
  /// The sample whose posts are looked at; nil for all posts.
  package var sample: String?
  /// Whether the groups are recorded, in the place of those that were marked before.
  package var marks: Bool

  /// A search for duplicates.
  package init(_ question: DuplicateSearch.Question, sample: String? = nil, marks: Bool = false) {
    self.question = question
    self.sample = sample
    self.marks = marks
  }

  package func run(in open: OpenStudy) async throws -> DuplicateSearch.Findings {
    var question = question
    if let sample { question.selection = try open.existingSample(sample) }
    let findings = try await DuplicateSearch(open: open, cache: open.featureCache()).findings(question)
    try Task.checkCancellation()
    if marks { try open.study.saveDuplicates(findings.groups, at: Date()) }
    return findings
  }
}

extension OpenStudy {
  /// Takes all marks of duplicates back.
  ///
  /// - Returns: how many groups were marked.
  package func unmarkDuplicates() throws -> Int {
    let count = try study.duplicates().count
    try study.saveDuplicates([], at: Date())
    return count
  }
}
