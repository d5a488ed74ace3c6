import Exchange
import Foundation

/// Where a data package lies: a folder, or a zip that is unpacked for a while.
package struct PackageFolder: Sendable {
  private let place: URL

  /// The package at `place`.
  package init(at place: URL) { self.place = place }

  /// Does `work` with the folder.
  ///
  /// - Throws: ``UserError`` where it is no package or a file of it is wrong; what `work` throws.
  package func open<Result>(_ work: (URL) async throws -> Result) async throws -> Result {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder)
    guard exists, !isFolder.boolValue else { return try await opened(place, work) }
    let unpacked = try TemporaryStudyFolder()
    defer { unpacked.remove() }
    return try await opened(unpacked.url) { folder in
      try PackageArchive(place).unpack(to: folder)
      return try await work(folder)
    }
  }

  /// Does `work`, and says of the package what is wrong with a file in `folder`.
  private func opened<Result>(_ folder: URL, _ work: (URL) async throws -> Result) async throws -> Result {
    do {
      return try await work(folder)
    } catch let problems as ImportProblems {
      // Nothing was to be imported.
      let text = problems.description.split(separator: "\n").dropLast().joined(separator: "\n")
      throw UserError(text.replacing(folder.path, with: place.path))
    }
  }
}
