import ContentCoding
import Crypto
import Exchange
import Foundation
import Storage

/// Imports numbers of posts that another program made, so that coders read them like an encoder's.
package struct ImportFeatures: Workflow {
  /// The file.
  let path: String
  /// What the features are called.
  let name: String
  /// What the file does not say.
  package var options = FeatureRows.Options()

  /// An import from `path`.
  package init(path: String, as name: String) {
    self.path = path
    self.name = name
  }

  /// What came of it.
  package struct Outcome: Encodable, Sendable {
    /// What the encoder is called now.
    package let encoder: String
    /// Posts that have numbers now.
    package let posts: Int
    /// How many numbers each has.
    package let dimension: Int
    /// Rows of ids that the study does not have.
    package let unknown: Int
    /// Rows without numbers.
    package let empty: Int
    /// Rows of posts that had one before, with which they were averaged.
    package let averaged: Int
    /// Columns that hold no numbers.
    package let leftOut: [String]
    /// Posts of the study that have none.
    package let without: Int
  }

  /// Sums of the rows of one post.
  private struct Sum {
    var numbers: [Double]
    var count = 1
  }

  package func run(in open: OpenStudy) throws -> Outcome {
    try OpenStudy.check(name: name, of: "set of features")
    let rows = try FeatureRows(path: URL(fileURLWithPath: path).standardizedFileURL.path, options: options)
    let known = try open.study.postIDs()
    var (unknown, empty, averaged) = (0, 0, 0)
    // Posts of several rows are few, or all: what is seen once is not held.
    var seen: Set<String> = []
    var several: [String: Sum] = [:]
    try rows.forEach { row in
      if row.line % 10_000 == 0 { try Task.checkCancellation() }
      guard known.contains(row.post) else {
        unknown += 1
        return
      }
      guard row.vector != nil else {
        empty += 1
        return
      }
      if !seen.insert(row.post).inserted {
        averaged += 1
        several[row.post] = Sum(numbers: Array(repeating: 0, count: rows.dimension), count: 0)
      }
    }
    guard !seen.isEmpty else {
      throw UserError(
        "\(path) has no row of a post of the study\(unknown > 0 ? ": \(Figures.count(unknown)) rows are of other ids" : "")"
      )
    }
    if !several.isEmpty {
      try rows.forEach { row in
        guard let vector = row.vector, several[row.post] != nil else { return }
        for place in vector.indices { several[row.post]?.numbers[place] += Double(vector[place]) }
        several[row.post]?.count += 1
      }
    }
    func eachPost(_ take: (String, [Float]) throws -> Void) throws {
      try rows.forEach { row in
        guard let vector = row.vector, known.contains(row.post), several[row.post] == nil else { return }
        try take(row.post, vector)
      }
      for (post, sum) in several.sorted(by: { $0.key < $1.key }) {
        try take(post, sum.numbers.map { Float($0 / Double(sum.count)) })
      }
    }
    var hash = SHA256()
    hash.update(data: Data(rows.columns.joined(separator: "\n").utf8))
    try eachPost { post, vector in
      hash.update(data: Data(post.utf8) + [0])
      vector.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }
    let set = FeatureSet(
      name: name, columns: rows.columns, dimension: rows.dimension,
      fingerprint: Fingerprint(stored: hash.finalize().hexadecimal),
      source: URL(fileURLWithPath: path).lastPathComponent, importedAt: Date())
    try open.study.saveFeatures(set, eachPost)
    return Outcome(
      encoder: EncoderChoice.importedPrefix + name, posts: seen.count, dimension: rows.dimension,
      unknown: unknown,
      empty: empty, averaged: averaged, leftOut: rows.leftOut, without: known.count - seen.count)
  }
}
