import Foundation
import Synchronization

/// Copies of studies that may not be written, below the system's folder for temporary files; gone when the program ends.
enum ReadOnlyCopy {
  private static let folders = Mutex<[String]>([])

  /// Copies a database with what its write-ahead log holds.
  ///
  /// - Returns: the path of the copy.
  /// - Throws: ``StorageError/diskFull(path:)`` and the like, with the folder of temporary files.
  static func make(of path: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "codeframe-\(UUID().uuidString)"
    ).path
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let isFirst = folders.withLock { folders in
        folders.append(folder)
        return folders.count == 1
      }
      if isFirst { atexit { ReadOnlyCopy.removeAll() } }
      let copy = folder + "/study.sqlite"
      try FileManager.default.copyItem(atPath: path, toPath: copy)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: copy)
      if FileManager.default.fileExists(atPath: path + "-wal") {
        try FileManager.default.copyItem(atPath: path + "-wal", toPath: copy + "-wal")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: copy + "-wal")
      }
      return copy
    } catch {
      throw StorageError.database(
        path: path, message: "it may only be read, and a copy of it could not be made below \(folder)")
    }
  }

  private static func removeAll() {
    for folder in folders.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: folder) }
  }
}
