import ContentCoding
import Foundation
import GRDB
import Synchronization

/// Features by content and extractor: `features.sqlite` in a folder that can be deleted at any time.
///
/// A damaged file is set aside and made anew; what it held is extracted again when it is asked for.
public final class FeatureCache: Sendable {
  /// Where the file lies.
  public let file: URL
  /// Says which media were forgotten; asked while the cache is held for writing.
  private let forgotten: @Sendable ([String]) throws -> Set<String>
  /// How new vectors are written; those stored before stay as they are.
  public let precision: VectorPrecision

  private struct State {
    var pool: DatabasePool
    var notice: String?
  }
  private let state: Mutex<State>

  /// Opens the cache in `folder`, usually `cache` in the study folder, and makes what is missing.
  ///
  /// - Throws: ``StorageError``: locked, read-only, disk full.
  ///
  /// - Parameters:
  ///   - folder: where it lies.
  ///   - precision: how new vectors are written.
  ///   - forgotten: which of some SHA-256 were forgotten: nothing is stored of them.
  public init(
    in folder: URL, precision: VectorPrecision = .float32,
    forgotten: @escaping @Sendable ([String]) throws -> Set<String> = { _ in [] }
  ) throws {
    self.forgotten = forgotten
    file = folder.appendingPathComponent("features.sqlite")
    self.precision = precision
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw StorageError.readOnly(path: folder.path)
    }
    do {
      state = Mutex(State(pool: try Self.open(file), notice: nil))
    } catch let error as DatabaseError where error.isDamage {
      let notice = try Self.setAside(file)
      let pool = try StorageError.translating(file.path) { [file] in try Self.open(file) }
      state = Mutex(State(pool: pool, notice: notice))
    } catch let error as DatabaseError {
      throw StorageError(error, path: file.path)
    }
  }

  /// What should be told to the person: that a damaged cache was set aside.
  ///
  /// Nil where all is well.
  public var notice: String? { state.withLock(\.notice) }

  /// Closes the file.
  public func close() throws {
    try StorageError.translating(file.path) { try pool.close() }
  }

  private var pool: DatabasePool { state.withLock(\.pool) }

  func read<T>(_ body: (Database) throws -> T) throws -> T {
    try repairing { try $0.read(body) }
  }

  func write<T>(_ body: (Database) throws -> T) throws -> T {
    try repairing { try $0.write(body) }
  }

  /// The keys of `features` that may be stored.
  func storable(_ sha256s: [String]) throws -> Set<String> {
    let files = Set(sha256s.map(FrameKey.file))
    let allowed = files.subtracting(try forgotten(Array(files)))
    return Set(sha256s.filter { allowed.contains(FrameKey.file(of: $0)) })
  }

  /// Empties the write-ahead log into the file, so that no removed bytes stay behind in it.
  func emptyLog() {
    _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
  }

  /// Runs `body`, and once more on a new file where the first finds the old one damaged.
  private func repairing<T>(_ body: (DatabasePool) throws -> T) throws -> T {
    let used = pool
    do {
      return try body(used)
    } catch let error as DatabaseError where error.isDamage {
      return try StorageError.translating(file.path) {
        try replace(used)
        return try body(pool)
      }
    } catch let error as DatabaseError {
      throw StorageError(error, path: file.path)
    }
  }

  private func replace(_ damaged: DatabasePool) throws {
    try state.withLock { state in
      guard state.pool === damaged else { return }
      try? damaged.close()
      state.notice = try Self.setAside(file)
      state.pool = try Self.open(file)
    }
  }

  private static func open(_ file: URL) throws -> DatabasePool {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.label = "features"
    configuration.prepareDatabase { database in
      try database.execute(
        sql: "PRAGMA page_size = 16384; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384;")
    }
    let pool = try DatabasePool(path: file.path, configuration: configuration)
    try FeatureSchema.migrator.migrate(pool)
    return pool
  }

  private static func setAside(_ file: URL) throws -> String {
    let stamp = (StoredTime.text(of: Date()) ?? "").filter(\.isNumber)
    let other = file.deletingPathExtension().appendingPathExtension("damaged-\(stamp).sqlite")
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file.path + suffix) }
    do {
      try FileManager.default.moveItem(at: file, to: other)
    } catch {
      throw StorageError.readOnly(path: file.path)
    }
    return "\(file.path) was damaged and is now \(other.lastPathComponent); features are extracted anew."
  }
}

extension DatabaseError {
  fileprivate var isDamage: Bool {
    resultCode == .SQLITE_CORRUPT || resultCode == .SQLITE_NOTADB
  }
}
