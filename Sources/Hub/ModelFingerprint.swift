import ContentCoding
import Crypto

/// What tells one state of a model's files from any other.
///
/// The SHA-256 of the listing that `sha256sum` prints for the files, sorted by the bytes of their paths, so that
/// anyone can make it again: in the model's folder,
/// `sha256sum config.json onnx/model.onnx preprocessor_config.json | sha256sum`.
public struct ModelFingerprint: Hashable, Sendable {
  /// A file and the SHA-256 of its bytes.
  public struct Line: Hashable, Sendable {
    /// The path from the model's folder.
    public let path: String
    /// 64 lower-case hexadecimal digits.
    public let sha256: String
  }

  /// The files, sorted by the bytes of their paths.
  public let lines: [Line]
  /// The fingerprint: 64 lower-case hexadecimal digits.
  public let sha256: String

  init(_ lines: [Line]) {
    self.lines = lines.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    var hasher = SHA256()
    for line in self.lines { hasher.update(data: Array("\(line.sha256)  \(line.path)\n".utf8)) }
    sha256 = hasher.finalize().hexadecimal
  }
}

extension ModelFolder {
  /// The fingerprint of what a coder reads: its parts of the model and all settings.
  ///
  /// - Parameters:
  ///   - parts: The parts that are used.
  ///   - hash: Gives a file's SHA-256; replace it to keep hashes by path, size and time of writing.
  /// - Returns: The fingerprint; it does not depend on where the folder is or under which name it was found.
  /// - Throws: `ModelFileError` where a file cannot be read.
  public func fingerprint(
    of parts: [OnnxFile],
    hash: (ModelFile) throws(ModelFileError) -> String = { file throws(ModelFileError) in try file.sha256() }
  ) throws(ModelFileError) -> ModelFingerprint {
    let files = Set(settings + parts.flatMap { [$0.graph] + $0.weights })
    var lines: [ModelFingerprint.Line] = []
    for file in files { lines.append(ModelFingerprint.Line(path: file.path, sha256: try hash(file))) }
    return ModelFingerprint(lines)
  }
}
