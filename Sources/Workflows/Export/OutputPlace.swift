import ContentCoding
import Foundation
import Storage
import StudyFile

/// Where an export may not go: over what cannot be made again.
package enum OutputPlace {
  /// Refuses a file that is a study's own, a database, or a picture or video.
  ///
  /// - Parameter file: The file that would be written, or replaced.
  /// - Throws: ``UserError``, which says what it is.
  package static func check(_ file: URL) throws {
    let database = Study.file(in: file.deletingLastPathComponent()).lastPathComponent
    let own = [StudyFile.name, database, "\(database)-wal", "\(database)-shm", "\(database)-journal"]
    if own.contains(file.lastPathComponent.lowercased()) {
      throw UserError("\(file.path) is a study's own file; give another name")
    }
    guard let handle = try? FileHandle(forReadingFrom: file) else { return }
    defer { try? handle.close() }
    let head = (try? handle.read(upToCount: 16)) ?? Data()
    if let kind = kinds.first(where: { head.dropFirst($0.offset).starts(with: $0.signature) })?.name {
      throw UserError("\(file.path) is \(kind), which an export would replace; give another name")
    }
  }

  private static let kinds: [(name: String, offset: Int, signature: [UInt8])] = [
    ("a database", 0, Array("SQLite format 3".utf8)), ("a picture", 0, [0xFF, 0xD8, 0xFF]),
    ("a picture", 0, [0x89, 0x50, 0x4E, 0x47]), ("a picture", 0, Array("GIF8".utf8)),
    ("a picture", 8, Array("WEBP".utf8)), ("a picture or a video", 4, Array("ftyp".utf8)),
    ("a video", 0, [0x1A, 0x45, 0xDF, 0xA3]),
  ]
}
