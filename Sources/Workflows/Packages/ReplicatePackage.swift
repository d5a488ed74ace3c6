import ContentCoding
import Exchange
import Foundation
import Storage

/// Computes the statistics of a data package again from its codings, and says where they differ.
package struct ReplicatePackage: Sendable {
  /// The package's folder.
  let folder: URL

  /// A replication of the package in `folder`.
  package init(of folder: URL) { self.folder = folder }

  /// What came of it.
  package struct Outcome: Encodable, Sendable {
    /// The program that made the package, and the one that computed again.
    package let packagedBy: String
    package let recomputedBy: String
    package let posts: Int
    package let codings: Int
    /// Files that are not as the list of hashes says, with the reason.
    package let changedFiles: [String: String]
    /// How many figures were compared.
    package let figures: Int
    package let differences: [FigureDifference]

    /// Whether all is as the package says.
    package var isTheSame: Bool { changedFiles.isEmpty && differences.isEmpty }
  }

  /// Checks the hashes, and computes.
  ///
  /// - Parameter listener: Told what is done.
  /// - Returns: What came of it.
  /// - Throws: ``UserError`` where this is no package, `ImportProblems` where a table is wrong.
  package func run(for listener: any WorkflowListener) async throws -> Outcome {
    let changed = try changedFiles()
    let reader = PackageReader(at: folder)
    guard let text = try reader.text(of: .figures) else {
      throw UserError(
        "\(folder.path) has no \(PackageFile.figures.rawValue), with which anything could be compared")
    }
    let place = try TemporaryStudyFolder()
    defer { place.remove() }
    listener.notice("computing the statistics again")
    let open = try PackagedStudy(of: folder).restored(in: place.url, for: listener)
    let figures = try await PackagedFigures(of: open)
    let packaged: FigureTree
    do {
      packaged = try FigureTree(json: Data(text.utf8))
    } catch {
      throw UserError("\(folder.path)/\(PackageFile.figures.rawValue) is no JSON")
    }
    let recomputed = try FigureTree(of: figures)
    let codings = try open.study.coders().flatMap(\.counts.values).flatMap(\.values).reduce(0, +)
    let posts = try open.study.postCount()
    try open.study.close()
    return Outcome(
      packagedBy: packaged.text(at: "program") ?? "unknown", recomputedBy: figures.program, posts: posts,
      codings: codings, changedFiles: changed,
      figures: Set(packaged.leaves.keys).union(recomputed.leaves.keys).count,
      differences: packaged.differences(from: recomputed) { $0 == "program" })
  }

  private func changedFiles() throws -> [String: String] {
    let listed = try PackageChecksums.listed(in: folder)
    let found = try PackageChecksums(of: folder).files
    var changed: [String: String] = [:]
    for file in PackageFile.allCases where file != .checksums {
      let (before, now) = (listed[file], found[file]?.sha256)
      guard before != now else { continue }
      changed[file.rawValue] =
        now == nil ? "is not there" : before == nil ? "is not in the list of hashes" : "was changed since"
    }
    return changed
  }
}
