import ContentCoding
import Foundation
import Imaging
import Storage
import StudyFile
import Video

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
    let head = Array((try? handle.read(upToCount: VideoFormat.signatureLength)) ?? Data())
    if let kind = kind(of: head) {
      throw UserError("\(file.path) is \(kind), which an export would replace; give another name")
    }
  }

  /// Refuses a folder that has anything in it, and a file in its place.
  ///
  /// - Parameter folder: The folder that would be made.
  /// - Throws: ``UserError``, which says what is there.
  package static func check(newFolder folder: URL) throws {
    var info = stat()
    guard lstat(folder.path, &info) == 0 else { return }
    guard let found = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      throw UserError("\(folder.path) is a file; name a folder that is empty or not there")
    }
    guard found.isEmpty else {
      throw UserError("\(folder.path) is not empty; name a folder that is empty or not there")
    }
  }

  private static func kind(of head: [UInt8]) -> String? {
    if head.starts(with: "SQLite format 3".utf8) { return "a database" }
    if VideoFormat(head) != nil { return "a video" }
    do {
      _ = try head.withUnsafeBytes { try ImageFormat.sniff($0) }
      return "a picture"
    } catch ImageProblem.unsupportedFormat {
      return "a picture or a film"
    } catch {
      return nil
    }
  }
}
