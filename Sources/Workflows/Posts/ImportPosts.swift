import ContentCoding
import Exchange
import Foundation
import Storage
import Tables

/// Imports the posts of one table or one folder, all or none of them.
package struct ImportPosts: Workflow, Sendable {
  /// The table or the folder.
  package let path: String
  /// How a table is read.
  package var table: PostsTable.Options
  /// The variable whose categories class folders are; nil for the first one.
  package var variable: String?
  /// The format by name; nil where the source says it.
  package var format: String?

  /// An import from `path`.
  package init(
    path: String, table: PostsTable.Options = .init(), variable: String? = nil, format: String? = nil
  ) {
    self.path = path
    self.table = table
    self.variable = variable
    self.format = format
  }

  /// A look at a source, of which nothing is imported.
  package struct Preview: Encodable, Sendable {
    /// What the source was taken for, and why.
    package let claim: String
    /// How many posts it has.
    package let posts: Int
    /// Sentences for the person.
    package let remarks: [String]
    /// What each column was taken for, a line each.
    package let columns: [String]
    /// The first posts, as they would be.
    package let first: [Post]
  }

  /// Reads the whole source, and keeps nothing.
  ///
  /// - Parameters:
  ///   - count: How many posts are shown.
  ///   - open: The study.
  /// - Returns: What would be imported.
  /// - Throws: As ``run(in:)`` does.
  package func preview(_ count: Int = 3, in open: OpenStudy) throws -> Preview {
    let (source, claim) = try reader(in: open)
    var first: [Post] = []
    let summary = try source.read(batchSize: Self.batchSize) { batch in
      try Task.checkCancellation()
      first += batch.prefix(count - first.count).map(\.post)
    }
    return Preview(
      claim: claim, posts: summary.posts, remarks: summary.remarks, columns: summary.columns, first: first)
  }

  /// What an import did.
  package struct Outcome {
    /// How many posts are new, changed or as they were.
    package let tally: ImportTally
    /// What the source was taken for, and why.
    package let claim: String
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
    let (source, claim) = try reader(in: open)
    let start = ContinuousClock.now
    var parts: [String: String] = [:]
    var gold: [(post: String, category: String)] = []
    var summary: PostsSummary?
    let meter = ProgressMeter(noun: "posts read", for: open.listener)
    let tally = try open.study.importing(from: URL(fileURLWithPath: path).lastPathComponent) { session in
      summary = try RoundedIDs.naming(file: URL(fileURLWithPath: path).standardizedFileURL.path) {
        try source.read(batchSize: Self.batchSize) { batch in
          try Task.checkCancellation()
          for imported in batch {
            try session.add(imported.post, clearing: imported.cleared)
            if let part = imported.part { parts[imported.post.id] = part.rawValue }
            if let category = imported.goldCategory { gold.append((imported.post.id, category)) }
          }
          meter.advance(by: batch.count)
        }
      }
      for root in [source.mediaFolder] + table.mediaRoots {
        try session.note(mediaRoot: root.resolvingSymlinksInPath().path, studyFolder: open.folder)
      }
      for (name, role) in summary?.roles ?? [:] { try session.note(column: name, for: role) }
      if let variable = source.goldVariable, !gold.isEmpty {
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
      tally: tally, claim: claim, summary: summary, parted: parts.count,
      gold: gold.isEmpty ? nil : source.goldVariable.map { Gold(variable: $0, count: gold.count) },
      seconds: (ContinuousClock.now - start) / .seconds(1))
  }

  private static let batchSize = 5_000

  /// The format that claims the path.
  private func reader(in open: OpenStudy) throws -> (reader: any PostReader, claim: String) {
    guard let origin = PostOrigin(path: path) else {
      throw UserError("there is no file or folder \(URL(fileURLWithPath: path).standardizedFileURL.path)")
    }
    let setting = PostSetting(
      study: open.folder, codebook: open.configuration.codebook, table: table, variable: variable,
      format: format)
    if let format {
      guard let named = PostReaders.reader(named: format) else {
        throw UserError(
          "there is no format \(format); there are \(PostReaders.names.joined(separator: ", "))")
      }
      return (try named.init(origin, for: setting), "\(format), as was said")
    }
    guard let (found, claim) = PostReaders.reader(for: origin) else {
      throw UserError("\(origin.url.path) is of no format that posts are read from")
    }
    return (try found.init(origin, for: setting), claim.reason)
  }
}
