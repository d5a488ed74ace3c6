import ContentCoding
import Foundation
import Tables

/// Writes the files of a data package into a folder that is there.
public struct PackageWriter {
  private let folder: URL

  /// A writer into `folder`.
  public init(to folder: URL) { self.folder = folder }

  /// Writes the table of posts.
  ///
  /// - Parameters:
  ///   - columns: The names of the columns that posts have.
  ///   - counts: The names of the counts that posts have.
  ///   - body: Is given what takes a post.
  /// - Throws: What `body` throws, and what keeps the file from being written.
  public func posts(
    columns: [String], counts: [String],
    _ body: (@escaping (PackagedPost) throws -> Void) throws -> Void
  ) throws {
    try table(.posts, PackagedPostTable.header(columns: columns, counts: counts)) { write in
      try body { try write(PackagedPostTable.cells(of: $0, columns: columns, counts: counts)) }
    }
  }

  /// Writes the table of codings, with a column for each label's score.
  ///
  /// - Parameters:
  ///   - codebook: The variables.
  ///   - body: Is given what takes a coding.
  /// - Throws: What `body` throws, and what keeps the file from being written.
  public func codings(
    of codebook: Codebook, _ body: (@escaping (CodingRecord) throws -> Void) throws -> Void
  ) throws {
    try file(.codings) { send in
      let writer = try CodingsWriter(.csv, scores: CodingsTable.scoreLabels(of: codebook), to: send)
      try body(writer.write)
      try writer.finish()
    }
  }

  /// Writes the tables of samples and of their posts.
  public func samples(_ samples: [PackagedSample]) throws {
    try table(.samples, PackagedSample.columns) { write in
      for sample in samples { try write(sample.cells) }
    }
    try table(.samplePosts, PackagedSample.postColumns) { write in
      for sample in samples { for row in sample.postRows { try write(row) } }
    }
  }

  /// Writes the table of splits: by split, then post, the part.
  public func splits(_ splits: [String: [String: String]]) throws {
    try table(.splits, ["split", "post_id", "part"]) { write in
      for (split, parts) in splits.sorted(by: { $0.key < $1.key }) {
        for (post, part) in parts.sorted(by: { $0.key < $1.key }) { try write([split, post, part]) }
      }
    }
  }

  /// Writes a file as it is.
  public func write(_ text: some StringProtocol, to file: PackageFile) throws {
    try Data(text.utf8).write(to: folder.appending(path: file.rawValue))
  }

  /// Writes a value as JSON.
  public func write(json value: some Encodable, to file: PackageFile) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    try (encoder.encode(value) + Data("\n".utf8)).write(to: folder.appending(path: file.rawValue))
  }

  /// Writes the descriptor and the list of hashes, which end a package.
  public func finish(_ about: DataPackage) throws {
    let tables = try PackageChecksums(of: folder)
    try write(try about.text(of: tables, in: folder), to: .descriptor)
    try write(try PackageChecksums(of: folder).text, to: .checksums)
  }

  private func table(
    _ file: PackageFile, _ columns: [String],
    _ body: (@escaping ([String]) throws -> Void) throws -> Void
  ) throws {
    try self.file(file) { send in
      let writer = try TableWriter(columns: columns, to: send)
      try body(writer.write)
      try writer.finish()
    }
  }

  private func file(_ file: PackageFile, _ body: (@escaping ([UInt8]) throws -> Void) throws -> Void) throws {
    let place = folder.appending(path: file.rawValue)
    try Data().write(to: place, options: .withoutOverwriting)
    let handle = try FileHandle(forWritingTo: place)
    defer { try? handle.close() }
    try body { try handle.write(contentsOf: Data($0)) }
  }
}

/// A sample as a data package says it.
public struct PackagedSample: Equatable, Sendable {
  /// The name.
  public var name: String
  /// How it was drawn, in words.
  public var design: String
  /// Whether it was chosen for what it shows.
  public var isPurposive: Bool
  /// The seed of the draw; nil where it was drawn elsewhere.
  public var seed: UInt64?
  /// Each post's probability to be drawn; nil where it is not known.
  public var probabilities: [String: Double?]
  /// The stratum of each post that was drawn from one.
  public var strata: [String: String]

  /// A sample.
  public init(
    name: String, design: String, isPurposive: Bool, seed: UInt64?, probabilities: [String: Double?],
    strata: [String: String]
  ) {
    self.name = name
    self.design = design
    self.isPurposive = isPurposive
    self.seed = seed
    self.probabilities = probabilities
    self.strata = strata
  }

  static let columns = ["sample", "design", "purposive", "seed", "posts"]
  static let postColumns = ["sample", "post_id", "probability", "stratum"]

  var cells: [String] {
    [
      name, design, isPurposive ? "true" : "false", seed.map { String($0) } ?? "",
      String(probabilities.count),
    ]
  }

  var postRows: [[String]] {
    probabilities.sorted { $0.key < $1.key }.map { post, probability in
      [name, post, probability.map(CodingsTable.text) ?? "", strata[post] ?? ""]
    }
  }
}
