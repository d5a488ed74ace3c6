import Foundation

@testable import Hub

/// A folder of made-up models, gone with the test.
final class ModelTree: Sendable {
  let root = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
    .appendingPathComponent("codeframe-hub-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: root) }

  func write(_ path: String, _ text: String) throws {
    let file = root.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func link(_ path: String, to target: String) throws {
    let file = root.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: target)
  }

  func place(_ kind: ModelLocation.Kind, _ path: String) -> ModelLocation {
    ModelLocation(kind, root.appendingPathComponent(path))
  }

  static let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func entry(
    _ name: String, repository: String? = nil, revision: String? = nil, files: [CatalogueEntry.File] = []
  ) -> CatalogueEntry {
    CatalogueEntry(
      name: name, summary: "", repository: repository, revision: revision, wheel: nil, embedded: false,
      licence: "MIT",
      files: files, image: nil, text: nil, classification: nil, generation: nil, reading: nil, faces: nil,
      logitScale: nil, logitBias: nil)
  }
}
