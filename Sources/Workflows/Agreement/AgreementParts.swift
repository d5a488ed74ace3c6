import ContentCoding
import Foundation
import Storage

/// What agreement is broken down by: something of the posts, the samples that they are of, or the codebook of the time.
enum AgreementParts {
  case breakdown(Breakdown)
  case samples
  case codebooks

  /// One part of the codings.
  struct Piece {
    let value: String
    let table: CodingMatrix
    /// The posts of the table that count; nil for all.
    let posts: Set<String>?
  }

  /// What `name` stands for: `sample`, `codebook`, or as ``Breakdown/init(named:in:)``.
  init(named name: String, in open: OpenStudy) throws {
    switch name.lowercased() {
    case "sample": self = .samples
    case "codebook": self = .codebooks
    default: self = .breakdown(try Breakdown(named: name, in: open))
    }
  }

  /// The parts that there are, in the order of their names; samples and codebooks in the order of their making.
  func tables(
    of variable: Variable, by coders: [CoderIdentity], whole: CodingMatrix, in open: OpenStudy,
    _ selection: PostSelection
  ) throws -> [Piece] {
    switch self {
    case .breakdown(let breakdown):
      let values = try open.values(of: breakdown, for: whole.posts)
      let posts = Dictionary(grouping: whole.posts) { values[$0] ?? Breakdown.missing }
      return posts.sorted { $0.key < $1.key }.map { Piece(value: $0.key, table: whole, posts: Set($0.value)) }
    case .samples:
      return try open.study.samples().compactMap { summary in
        guard let sample = try open.study.sample(summary.name) else { return nil }
        let posts = Set(sample.probabilities.keys).intersection(whole.posts)
        return posts.isEmpty ? nil : Piece(value: summary.name, table: whole, posts: posts)
      }
    case .codebooks:
      return try byCodebook(of: variable, by: coders, in: open, selection)
    }
  }

  private func byCodebook(
    of variable: Variable, by coders: [CoderIdentity], in open: OpenStudy, _ selection: PostSelection
  ) throws -> [Piece] {
    var tables: [Fingerprint: CodingMatrix] = [:]
    var first: [Fingerprint: Date] = [:]
    for coder in coders {
      try open.study.forEachCurrentCoding(coder: coder.name, variable: variable.name, in: selection) {
        tables[$0.codebook, default: CodingMatrix(variable)].add($0.coding, by: coder)
        first[$0.codebook] = min(first[$0.codebook] ?? $0.codedAt, $0.codedAt)
      }
    }
    return tables.filter { $0.value.coders.count > 1 }
      .sorted { (first[$0.key] ?? .distantPast, $0.key.hex) < (first[$1.key] ?? .distantPast, $1.key.hex) }
      .map { Piece(value: String($0.key.hex.prefix(12)), table: $0.value, posts: nil) }
  }
}
