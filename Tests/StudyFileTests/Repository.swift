import Foundation

/// The repository that these tests lie in, whose documentation and templates they read.
enum Repository {
  /// The folder.
  static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The text of a page in `docs/`.
  static func page(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: "docs/\(name)"), encoding: .utf8)
  }
}
