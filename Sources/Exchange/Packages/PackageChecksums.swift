import ContentCoding
import Crypto
import Foundation

/// The hashes of a package's files, which show whether any was changed since.
public struct PackageChecksums: Equatable, Sendable {
  /// SHA-256 and size of a file.
  public struct OfFile: Equatable, Sendable {
    /// 64 lower-case hexadecimal digits.
    public let sha256: String
    /// In bytes.
    public let bytes: Int
  }

  /// By the files' names.
  public let files: [PackageFile: OfFile]

  /// The most bytes that are read of one file: 4 GiB.
  private static let sizeLimit = 4 << 30

  /// Reads the files in `folder`; those that are not there are left out.
  ///
  /// - Throws: ``ImportProblems`` where one is a link, a folder or a device, or cannot be read.
  public init(of folder: URL) throws {
    var files: [PackageFile: OfFile] = [:]
    for file in PackageFile.allCases where file != .checksums {
      if let found = try Self.hash(folder.appending(path: file.rawValue)) { files[file] = found }
    }
    self.files = files
  }

  /// Reads the list that ``text`` wrote.
  ///
  /// - Throws: ``ImportProblems`` where it is missing or names what no package has.
  public static func listed(in folder: URL) throws -> [PackageFile: String] {
    let place = folder.appending(path: PackageFile.checksums.rawValue)
    guard let bytes = try contents(of: place, limit: 1 << 20) else {
      throw ImportProblems(
        file: place.path, "there is none, so this is no package; codeframe export package makes one")
    }
    var listed: [PackageFile: String] = [:]
    for (number, line) in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .enumerated()
    {
      let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0].utf8.count == 64, parts[0].allSatisfy({ $0.isHexDigit && $0.isASCII }),
        let file = PackageFile(rawValue: parts[1].drop { $0 == " " || $0 == "*" }.description)
      else {
        throw ImportProblems(
          file: place.path, line: number + 1,
          "\(quoted(String(line.prefix(100)))) is no hash of a file of a package")
      }
      listed[file] = parts[0].lowercased()
    }
    return listed
  }

  /// A line a file, sorted by name: hash, two spaces, name.
  public var text: String {
    files.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.value.sha256)  \($0.key.rawValue)\n" }
      .joined()
  }

  /// The bytes of a file of a package that is small enough to be held; nil where there is none.
  ///
  /// - Throws: ``ImportProblems`` where it is no file, or longer than `limit`.
  public static func contents(of file: URL, limit: Int) throws -> [UInt8]? {
    guard let handle = try open(file, limit: limit) else { return nil }
    defer { try? handle.close() }
    return Array(try handle.read(upToCount: limit) ?? Data())
  }

  private static func hash(_ file: URL) throws -> OfFile? {
    guard let handle = try open(file, limit: sizeLimit) else { return nil }
    defer { try? handle.close() }
    var (hash, count) = (SHA256(), 0)
    while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
      hash.update(data: piece)
      count += piece.count
    }
    return OfFile(sha256: hash.finalize().hexadecimal, bytes: count)
  }

  private static func open(_ file: URL, limit: Int) throws -> FileHandle? {
    var info = stat()
    guard lstat(file.path, &info) == 0 else { return nil }
    guard info.st_mode & S_IFMT == S_IFREG else {
      throw ImportProblems(file: file.path, "is no file; a package holds plain files and no links")
    }
    guard Int(info.st_size) <= limit else {
      throw ImportProblems(file: file.path, "holds more than \(limit >> 20) MiB, which no package does")
    }
    return try FileHandle(forReadingFrom: file)
  }
}
