import ContentCoding
import Exchange
import Foundation
import Storage
import Tables

/// Imports what people or other models coded, all or none of it.
package struct ImportCodings: Workflow, Sendable {
  /// The sample that imported codings are of.
  package enum Tie: Sendable {
    /// One of the study.
    case existing(String)
    /// One that the import makes of the coded posts.
    case new(String)

    fileprivate var name: String {
      switch self {
      case .existing(let name), .new(let name): name
      }
    }
  }

  /// The table.
  package let path: String
  /// The coder of rows that name none.
  package var coder: String?
  /// What kind of coder made the codings: a person or a model.
  package var kind = CoderKind.person
  /// Whether a category may be written in other case and with other spaces, where only one can be meant.
  package var foldsCase = false
  /// Whether numbers have a decimal comma.
  package var hasDecimalComma = false
  /// The sample that the coded posts are of; nil for none.
  package var sample: Tie?
  /// How the sample was drawn, by the researcher's own word.
  package var design: SampleLink.Design?

  /// An import from `path`.
  package init(
    path: String, coder: String? = nil, kind: CoderKind = .person, sample: Tie? = nil,
    design: SampleLink.Design? = nil
  ) {
    self.path = path
    self.coder = coder
    self.kind = kind
    self.sample = sample
    self.design = design
  }

  /// What an import did.
  package struct Outcome {
    /// What the reader found in the table.
    package let summary: CodingsReader.Summary
    /// How many posts the codings are of.
    package let posts: Int
    /// What is to be said of the sample; nil where there is none.
    package let sample: String?
  }

  package func run(in open: OpenStudy) throws -> Outcome {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    var options = CodingsReader.Options(now: Date())
    options.coder = coder
    options.kind = kind
    options.reservedCoders = Set(open.configuration.coders.map(\.name))
    options.consensuses = Set(
      try open.study.coderIdentities().filter { $0.kind == .consensus }.map(\.name)
        + [MakeConsensus.usualName])
    options.values.meanings = open.configuration.writtenValues
    options.values.foldsCase = foldsCase
    options.values.hasDecimalComma = hasDecimalComma
    let reader = CodingsReader(path: url.path, codebook: open.configuration.codebook, options: options)
    let known = try open.study.postIDs()
    let tie = try tie(in: open)
    // The first pass only checks, so that a problem on the last line leaves the study as it was.
    var posts: Set<String> = []
    var summary = try RoundedIDs.naming(file: url.path) {
      try reader.read(isPost: known.contains) { records in
        try Task.checkCancellation()
        posts.formUnion(records.map(\.coding.postID))
      }
    }
    try tie?.check(posts, from: url.path)
    _ = try open.study.importingCodings(from: url.lastPathComponent) { session in
      summary = try reader.read(isPost: known.contains) { records in
        try Task.checkCancellation()
        try session.save(records, unsaid: open.codebook)
      }
    }
    return Outcome(summary: summary, posts: posts.count, sample: try tie?.keep(posts))
  }

  private func tie(in open: OpenStudy) throws -> SampleLink? {
    switch sample {
    case .existing(let name): _ = try open.existingSample(name)
    case .new(let name):
      try OpenStudy.check(name: name, of: "sample")
      if try open.study.hasSample(name) {
        throw UserError("there is a sample \(name) already; --sample \(name) says that the posts are of it")
      }
    case nil: break
    }
    return try sample.map { try SampleLink(to: $0.name, design: design, in: open) }
  }
}

extension CodingImport {
  /// Saves imported records, those of one coder, run and time together.
  fileprivate func save(_ records: [CodingRecord], unsaid codebook: Fingerprint) throws {
    struct Origin: Hashable {
      let coder: CoderIdentity
      let run: String?
      let codebook: Fingerprint
      let codedAt: Date
    }
    let groups = Dictionary(grouping: records) { record in
      Origin(
        coder: record.coder, run: record.run,
        codebook: record.codebook.hex.isEmpty ? codebook : record.codebook, codedAt: record.codedAt)
    }
    for (origin, records) in groups.sorted(by: {
      ($0.key.codedAt, $0.key.coder.name) < ($1.key.codedAt, $1.key.coder.name)
    }) {
      try save(
        records.map(\.coding), coder: origin.coder, run: origin.run, codebook: origin.codebook,
        at: origin.codedAt)
    }
  }
}
