/// What came of reading a model's file again.
public struct FileVerification: Hashable, Sendable {
  /// How the file compares with what is recorded of it.
  public enum Result: Hashable, Sendable {
    /// Its bytes are those that were recorded.
    case matches
    /// Its length or its bytes are others.
    case differs(expected: String, found: String)
    /// It is listed, and not there.
    case missing
    /// It is there, and nothing is recorded of its bytes.
    case unrecorded
  }

  /// The path from the model's folder.
  public let path: String
  /// How the file compares with what is recorded of it.
  public let result: Result
}

extension ModelFolder {
  /// Reads the model's files again and compares them with what is recorded.
  ///
  /// Recorded are the sizes and hashes of the catalogue, and in the Hugging Face cache the hash that names
  /// the file's blob: the SHA-256 of a large file, Git's name of any other. Where both are there the catalogue's counts.
  ///
  /// - Returns: A result for each of `missingFiles`, each file that is there and each other that the catalogue lists
  ///   and the folder has, sorted by path.
  /// - Throws: `ModelFileError` where a file that is there cannot be read.
  public func verify() throws(ModelFileError) -> [FileVerification] {
    let listed = entry?.files ?? []
    let there = settings + parts.flatMap { [$0.graph] + $0.weights }
    var results: [FileVerification] = []
    let present = listed.map(\.path).filter { file($0) != nil }
    for path in Set(missingFiles + present + there.map(\.path)).sorted() {
      let record = listed.first { $0.path == path } ?? CatalogueEntry.File(path: path)
      results.append(FileVerification(path: path, result: try compare(file(path), with: record)))
    }
    return results
  }

  private func compare(
    _ file: ModelFile?, with record: CatalogueEntry.File
  ) throws(ModelFileError) -> FileVerification.Result {
    guard let file else { return .missing }
    if let size = record.size, size != file.size {
      return .differs(expected: "\(size) bytes", found: "\(file.size) bytes")
    }
    guard let expected = record.sha256.map({ BlobName.sha256($0) }) ?? file.blobName else {
      return .unrecorded
    }
    let found = try file.digits(like: expected)
    guard found != expected.text else { return .matches }
    return .differs(
      expected: "\(expected.kind) \(expected.text)", found: "\(expected.kind) \(found)")
  }
}
