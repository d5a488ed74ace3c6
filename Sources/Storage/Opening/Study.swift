import ContentCoding
import Foundation
import GRDB
import Synchronization

/// A study on disk: `study.sqlite` in its folder.
///
/// Several processes may open one study at once: readers never wait, writers wait for each other, at most
/// 10 seconds. Each method is one transaction, so a process that is killed leaves all of it or nothing.
///
/// A study that may be read and not written is read from a copy, for SQLite writes beside a file that it reads; whatever would
/// change it fails as read-only.
public final class Study: Sendable {
  /// The study folder.
  public let folder: URL
  let path: String
  let pool: DatabasePool
  /// Whether nothing can be changed.
  public let isReadOnly: Bool
  private let joined = Mutex<[CodingReference]>([])

  /// Opens the study in `folder`, bringing an older schema up to date.
  ///
  /// - Throws: ``StorageError``: no study, no study file, newer schema, locked, read-only, disk full.
  public convenience init(openingAt folder: URL) throws {
    try self.init(openingAt: folder, busyTimeout: 10)
  }

  init(openingAt folder: URL, busyTimeout: TimeInterval) throws {
    self.folder = folder
    path = Self.file(in: folder).path
    guard FileManager.default.fileExists(atPath: path) else {
      throw StorageError.noStudy(folder: folder.path)
    }
    isReadOnly = access(path, W_OK) != 0 || access(folder.path, W_OK) != 0
    guard isReadOnly else {
      pool = try Self.open(path, busyTimeout: busyTimeout)
      return
    }
    guard access(path, R_OK) == 0 else { throw StorageError.cannotOpen(path: path) }
    let copy = try ReadOnlyCopy.make(of: path)
    // Brought up to date and closed, so that nothing but reading is left.
    try StorageError.translating(path) { try Self.open(copy, busyTimeout: busyTimeout).close() }
    pool = try Self.open(copy, busyTimeout: busyTimeout, isReadOnly: true)
  }

  /// Makes an empty study in `folder`, and the folder where there is none.
  ///
  /// - Throws: ``StorageError``: a study is there already, read-only, disk full.
  @discardableResult
  public static func create(at folder: URL) throws -> Study {
    let file = file(in: folder)
    guard !FileManager.default.fileExists(atPath: file.path) else {
      throw StorageError.studyExists(folder: folder.path)
    }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw StorageError.readOnly(path: folder.path)
    }
    guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
      throw StorageError.readOnly(path: file.path)
    }
    return try Study(openingAt: folder)
  }

  /// From now on posts that are read carry these codings in ``Post/codings``.
  public func join(_ codings: [CodingReference]) { joined.withLock { $0 = codings } }

  var joinedCodings: [CodingReference] { joined.withLock { $0 } }

  /// Closes the file; anything still reading or writing makes this fail.
  public func close() throws {
    try StorageError.translating(path) { try pool.close() }
  }

  /// Where the study's database lies in `folder`.
  public static func file(in folder: URL) -> URL {
    folder.appendingPathComponent("study.sqlite")
  }

  private static func open(
    _ path: String, busyTimeout: TimeInterval, isReadOnly: Bool = false
  ) throws -> DatabasePool {
    var configuration = Configuration()
    configuration.readonly = isReadOnly
    configuration.busyMode = .timeout(busyTimeout)
    configuration.label = "study"
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA cache_size = -32768;
          PRAGMA temp_store = MEMORY;
          """)
    }
    return try StorageError.translating(path) {
      let pool = try DatabasePool(path: path, configuration: configuration)
      try pool.read { database in
        let made = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
        guard made == Schema.applicationID || isEmpty else { throw StorageError.notAStudy(path: path) }
        guard try !Schema.migrator.hasBeenSuperseded(database) else {
          throw StorageError.newerSchema(path: path)
        }
      }
      if !isReadOnly { try Schema.migrator.migrate(pool) }
      return pool
    }
  }
}
