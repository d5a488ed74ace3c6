import Foundation
import ModelGraphs

/// A file of a model folder.
public struct ModelFile: Hashable, Sendable {
  /// The path from the model's folder, such as `onnx/model.onnx`.
  public let path: String
  /// Where the file is, with symbolic links followed.
  public let url: URL
  /// Where the folder has it, a link perhaps: a model is opened here, since the files of its weights lie beside it here.
  public let place: URL
  /// The length in bytes.
  public let size: Int
  /// When the file was last written.
  public let modified: Date

  /// A regular file below a folder; nil where there is none, or where a link leads out of the folder (``ExternalData``).
  init?(_ path: String, in folder: URL) {
    let place = folder.appendingPathComponent(path)
    let url = place.resolvingSymlinksInPath()
    guard ExternalData.isInside(place, folder),
      let attributes = try? FileManager.default.attributesOfItem(atPath: url.path),
      attributes[.type] as? FileAttributeType == .typeRegular,
      let size = (attributes[.size] as? NSNumber)?.intValue
    else { return nil }
    self.path = path
    self.url = url
    self.place = place
    self.size = size
    modified = attributes[.modificationDate] as? Date ?? .distantPast
  }

  /// The SHA-256 of the file's bytes, in 64 lower-case hexadecimal digits; read in pieces of 1 MiB.
  ///
  /// - Returns: The digest, as `sha256sum` prints it.
  /// - Throws: `ModelFileError` where the file cannot be read to its end.
  public func sha256() throws(ModelFileError) -> String { try digits(like: .sha256("")) }

  /// The hash of the file's bytes that a blob's name of that kind gives.
  func digits(like name: BlobName) throws(ModelFileError) -> String {
    guard let stream = fopen(url.path, "rb") else { throw ModelFileError(file: url, reason: Self.lastError) }
    defer { fclose(stream) }
    var hasher = BlobHasher(like: name, size: Int64(size))
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = fread(&buffer, 1, buffer.count, stream)
      buffer.withUnsafeBytes { hasher.update(UnsafeRawBufferPointer(rebasing: $0.prefix(count))) }
      if count < buffer.count { break }
    }
    guard ferror(stream) == 0 else { throw ModelFileError(file: url, reason: Self.lastError) }
    return hasher.digits
  }

  /// What the Hugging Face cache says of the file's bytes: the name of its blob; nil where it lies elsewhere.
  var blobName: BlobName? {
    guard url.deletingLastPathComponent().lastPathComponent == "blobs" else { return nil }
    return BlobName(url.lastPathComponent)
  }

  private static var lastError: String { String(cString: strerror(errno)) }
}

/// A model's file could not be read.
public struct ModelFileError: Error, Hashable, Sendable, CustomStringConvertible, LocalizedError {
  /// The file.
  public let file: URL
  /// What the system says.
  public let reason: String

  /// The path and the reason.
  public var description: String { "\(file.path) cannot be read: \(reason)" }
  /// The same as `description`.
  public var errorDescription: String? { description }
}
