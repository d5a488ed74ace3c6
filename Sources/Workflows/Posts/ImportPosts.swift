import ContentCoding
import Exchange
import Foundation
import Storage

/// Imports the posts of one table or one folder, all or none of them.
package struct ImportPosts: Workflow, Sendable {
  /// The table or the folder.
  package let path: String
  /// How a table is read.
  package var table: PostsTable.Options
  /// The variable whose categories class folders are; nil for the first one.
  package var variable: String?

  /// An import from `path`.
  package init(path: String, table: PostsTable.Options = .init(), variable: String? = nil) {
    self.path = path
    self.table = table
    self.variable = variable
  }

  /// What an import did.
  package struct Outcome {
    /// How many posts are new, changed or as they were.
    package let tally: ImportTally
    /// What the reader found in the source.
    package let summary: PostsSummary?
    /// How many posts the source put in train or test.
    package let parted: Int
    /// The gold codings that class folders gave; nil where they gave none.
    package let gold: Gold?
    /// How long it took, in seconds.
    package let seconds: Double
  }

  /// Codings by the names of folders.
  package struct Gold {
    /// The variable that was coded.
    package let variable: String
    /// How many codings there are.
    package let count: Int
  }

  package func run(in open: OpenStudy) throws -> Outcome {
    let source = try PostSource(path: path, open: open, options: table, variable: variable)
    let start = ContinuousClock.now
    var parts: [String: String] = [:]
    var gold: [(post: String, category: String)] = []
    var summary: PostsSummary?
    let meter = ProgressMeter(noun: "posts read", for: open.listener)
    let tally = try open.study.importing(from: URL(fileURLWithPath: path).lastPathComponent) { session in
      summary = try source.read { batch in
        try Task.checkCancellation()
        for imported in batch {
          try session.add(imported.post, clearing: imported.cleared)
          if let part = imported.part { parts[imported.post.id] = part.rawValue }
          if let category = imported.goldCategory { gold.append((imported.post.id, category)) }
        }
        meter.advance(by: batch.count)
      }
      for root in source.mediaRoots(beside: table.mediaRoots) {
        try session.note(mediaRoot: root, studyFolder: open.folder)
      }
      for (name, role) in summary?.roles ?? [:] { try session.note(column: name, for: role) }
      if let variable = source.variable, !gold.isEmpty {
        try session.save(
          gold.map { Coding(postID: $0.post, variable: variable, answer: .coded(.category($0.category))) },
          coder: CoderIdentity(name: open.configuration.gold, kind: .person), codebook: open.codebook,
          at: Date())
      }
    }
    meter.clear()
    if !parts.isEmpty {
      let known = try open.study.split("given")
      try open.study.saveSplit("given", parts: known.merging(parts) { _, new in new })
    }
    return Outcome(
      tally: tally, summary: summary, parted: parts.count,
      gold: gold.isEmpty ? nil : source.variable.map { Gold(variable: $0, count: gold.count) },
      seconds: (ContinuousClock.now - start) / .seconds(1))
  }
}
