import Foundation

/// A folder for a study that is needed for a while, and is gone afterwards, however the program ends.
struct TemporaryStudyFolder {
  let url: URL

  /// Makes the folder, readable by this person alone.
  ///
  /// - Throws: What keeps it from being made.
  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "codeframe-package-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    PartialFiles.add(url.path)
  }

  /// Removes it.
  func remove() {
    try? FileManager.default.removeItem(at: url)
    PartialFiles.keep(url.path)
  }
}
