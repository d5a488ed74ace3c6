import ContentCoding
import Foundation

/// A folder of files that is gone after the test.
final class StudyFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("model-coders-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file and gives it a time of change that no other file or earlier version has.
  func write(_ text: String, to path: String, modified: Int = 0) throws {
    let file = url.appendingPathComponent(path)
    try Data(text.utf8).write(to: file)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000 + Double(modified))],
      ofItemAtPath: file.path)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: url.appendingPathComponent(path))
  }
}
