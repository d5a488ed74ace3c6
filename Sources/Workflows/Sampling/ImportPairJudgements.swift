import ContentCoding
import Exchange
import Foundation
import Storage

/// Reads what one person said of pairs, all or none of it.
package struct ImportPairJudgements: Workflow, Sendable {
  /// The table.
  package let path: String
  /// What the pairs are called.
  package let name: String
  /// The person who judged.
  package let coder: String

  /// An import of what `coder` said of the pairs called `name`.
  package init(path: String, name: String, coder: String) {
    self.path = path
    self.name = name
    self.coder = coder
  }

  /// What an import did.
  package struct Outcome {
    /// What people should know of the table, one sentence each.
    package let notices: [String]
    /// How many judgements were read.
    package let read: Int
    /// How many rows hold none.
    package let empty: Int
    /// How many of how many pairs the person has judged by now.
    package let judged: Int
    /// How many pairs there are.
    package let pairs: Int
  }

  package func run(in open: OpenStudy) throws -> Outcome {
    let sample = try open.existingPairs(name)
    let url = URL(fileURLWithPath: path).standardizedFileURL
    let read = try PairJudgementsReader(path: url.path, pairs: sample.pairs).read()
    try open.study.savePairJudgements(read.answers, of: name, by: coder, at: Date())
    return Outcome(
      notices: read.notices.map(\.description), read: read.answers.count, empty: read.empty,
      judged: try open.study.pairJudgements(of: name)[coder]?.count ?? 0, pairs: sample.pairs.count)
  }
}
