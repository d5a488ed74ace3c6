import ContentCoding
import Foundation
import Tables

/// Reads the tables of a data package.
///
/// A package comes from elsewhere: each table is checked row by row, and nothing beside the files of ``PackageFile`` is opened.
public struct PackageReader {
  private let folder: URL

  /// A reader of the package in `folder`; nothing is opened yet.
  public init(at folder: URL) { self.folder = folder }

  /// Hands on the posts, in their order.
  ///
  /// - Throws: ``ImportProblems`` with the first row that is wrong, and what `take` throws.
  public func posts(_ take: (PackagedPost) throws -> Void) throws {
    try forEachRow(of: .posts, needing: ["post_id"]) { record, header, file in
      try take(try PackagedPostTable.post(record, header, file: file))
    }
  }

  /// Hands on the codings, some thousands at a time.
  ///
  /// - Parameters:
  ///   - codebook: The variables.
  ///   - isPost: Whether the package has a post of this id.
  ///   - take: Takes codings.
  /// - Throws: ``ImportProblems`` with what is wrong, and what `take` throws.
  public func codings(
    of codebook: Codebook, isPost: (String) -> Bool, _ take: ([CodingRecord]) throws -> Void
  ) throws {
    let reader = CodingsReader(
      path: place(.codings), codebook: codebook, options: CodingsReader.Options(now: Date()))
    do {
      _ = try reader.read(isPost: isPost, take: take)
    } catch let problem as TableError where problem.kind == .empty {
      return
    }
  }

  /// The samples with their posts.
  ///
  /// - Throws: ``ImportProblems`` with the first row that is wrong.
  public func samples() throws -> [PackagedSample] {
    var samples: [PackagedSample] = []
    try forEachRow(of: .samples, needing: PackagedSample.columns) { record, _, _ in
      samples.append(
        PackagedSample(
          name: record["sample"] ?? "", design: record["design"] ?? "",
          isPurposive: record["purposive"] == "true", seed: record["seed"].flatMap { UInt64($0) },
          probabilities: [:], strata: [:]))
    }
    let places = Dictionary(
      samples.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    try forEachRow(of: .samplePosts, needing: PackagedSample.postColumns) { record, _, file in
      let written = record["probability"] ?? ""
      guard let place = places[record["sample"] ?? ""], let post = record["post_id"], !post.isEmpty,
        written.isEmpty || Double(written).map({ (0...1).contains($0) }) == true
      else {
        throw ImportProblems(file: file, line: record.line, "this is no post of a sample with a probability")
      }
      samples[place].probabilities.updateValue(Double(written), forKey: post)
      samples[place].strata[post] = record["stratum"].flatMap { $0.isEmpty ? nil : $0 }
    }
    return samples
  }

  /// The splits: by split, then post, the part.
  ///
  /// - Throws: ``ImportProblems`` with the first row that is wrong.
  public func splits() throws -> [String: [String: String]] {
    var splits: [String: [String: String]] = [:]
    try forEachRow(of: .splits, needing: ["split", "post_id", "part"]) { record, _, file in
      guard let split = record["split"], let post = record["post_id"], let part = record["part"],
        !split.isEmpty, !post.isEmpty
      else { throw ImportProblems(file: file, line: record.line, "this is no post of a split") }
      splits[split, default: [:]][post] = part
    }
    return splits
  }

  /// The text of a file that is small; nil where there is none.
  ///
  /// - Throws: ``ImportProblems`` where it is no plain file, too long, or not UTF-8.
  public func text(of file: PackageFile, limit: Int = 64 << 20) throws -> String? {
    let place = folder.appending(path: file.rawValue)
    guard let bytes = try PackageChecksums.contents(of: place, limit: limit) else { return nil }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ImportProblems(file: place.path, "is not UTF-8")
    }
    return text
  }

  private func place(_ file: PackageFile) -> String { folder.appending(path: file.rawValue).path }

  private func forEachRow(
    of file: PackageFile, needing columns: [String],
    _ body: (_ record: Record, _ header: [String], _ file: String) throws -> Void
  ) throws {
    let path = place(file)
    let stream = try RecordStream(path: path)
    let header = stream.header.names
    guard columns.allSatisfy(header.contains) else {
      throw ImportProblems(
        file: path,
        "the table needs the columns \(columns.joined(separator: ", ")); it has "
          + header.prefix(20).joined(separator: ", "))
    }
    while let record = try stream.next() {
      if let problem = record.problem { throw ImportProblems(file: path, line: record.line, problem) }
      try body(record, header, path)
    }
  }
}
