import ContentCoding
import Foundation
import Yams

/// Reads `codeframe.yaml`, the file in which a study says what is coded and by which coders.
public struct StudyFile {
  /// The name of the file in a study folder.
  public static let name = "codeframe.yaml"

  /// The kinds of coders that the file may name.
  public static var coderKinds: [CoderKind] { CoderKindReaders.all.map { $0.kind } }
  /// The most bytes that are read: 1 MiB.
  public static let sizeLimit = 1 << 20

  /// Reads the text of a `codeframe.yaml`.
  ///
  /// - Parameters:
  ///   - text: The whole file.
  ///   - path: What messages call the file.
  /// - Returns: The configuration; defaults stand for what the file leaves out.
  /// - Throws: All problems at once: YAML that cannot be read, unknown or repeated keys, wrong types, repeated
  ///   names, empty category lists, references to nothing. Aliases (`&x`, `*x`) are refused.
  public static func parse(_ text: String, path: String = name) throws(StudyFileError) -> StudyConfiguration {
    let log = ProblemLog()
    // Names are compared in NFC everywhere.
    let root = StudyFileComposer(log: log).compose(text.precomposed)
    let configuration = root.flatMap { StudyReader(log: log).read($0) }
    guard let configuration, log.isEmpty else { throw log.error(path: path) }
    return configuration
  }

  /// Reads the `codeframe.yaml` of a study folder.
  ///
  /// - Throws: ``StudyFileError``, also where the file is missing, not UTF-8 or longer than ``sizeLimit``.
  public static func read(at folder: URL) throws(StudyFileError) -> StudyConfiguration {
    let path = folder.appendingPathComponent(name).path
    func refusal(_ message: String, line: Int = 0) -> StudyFileError {
      StudyFileError(path: path, problems: [.init(line: line, column: 0, message: message)])
    }
    let bytes: Data
    do {
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? file.close() }
      bytes = try file.read(upToCount: sizeLimit + 1) ?? Data()
    } catch CocoaError.fileReadNoSuchFile, CocoaError.fileNoSuchFile {
      throw refusal("there is no such file; `codeframe init` makes a study, --study names another folder")
    } catch {
      throw refusal("cannot be read: \(error.localizedDescription)")
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw refusal("the file is UTF-16; save it as UTF-8")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw refusal("the file is not UTF-8; save it as UTF-8", line: firstInvalidLine(of: bytes))
    }
    return try parse(text, path: path)
  }

  private static func firstInvalidLine(of bytes: Data) -> Int {
    var number = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      if String(validating: line, as: UTF8.self) == nil { return number }
    }
    return number
  }
}
