import Archives
import Foundation

/// A data package as one zip, as archives hand it out.
public struct PackageArchive {
  private let file: URL

  /// The zip at `file`; nothing is opened yet.
  public init(_ file: URL) { self.file = file }

  /// Unpacks the files of a package, from the top of the zip or from its one folder; all else is passed over.
  ///
  /// - Parameter folder: A folder that is empty.
  /// - Throws: ``ImportProblems`` where the zip is damaged, too large, or holds a file of a package twice.
  public func unpack(to folder: URL) throws {
    do {
      var limits = ArchiveReader.Limits()
      limits.entryBytes = 4 << 30
      limits.totalBytes = 8 << 30
      let archive = try ArchiveReader(path: file.path, limits: limits)
      while let entry = try archive.next() {
        guard let parts = entry.safePath?.split(separator: "/"), parts.count <= 2, let name = parts.last,
          let part = PackageFile(rawValue: String(name))
        else { continue }
        let place = folder.appending(path: part.rawValue)
        guard FileManager.default.createFile(atPath: place.path, contents: nil, attributes: nil),
          (try? place.resourceValues(forKeys: [.fileSizeKey]).fileSize) == 0
        else { throw ImportProblems(file: file.path, "cannot be unpacked to \(folder.path)") }
        let handle = try FileHandle(forWritingTo: place)
        defer { try? handle.close() }
        try archive.read { try handle.write(contentsOf: Data($0)) }
      }
    } catch let problem as ArchiveProblem {
      throw ImportProblems(file: file.path, "is no folder and no zip that can be read: \(problem.reason)")
    }
  }
}
