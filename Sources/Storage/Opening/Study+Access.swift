import Foundation
import GRDB

extension Study {
  /// One consistent view of the study, whatever others write meanwhile.
  func read<T>(_ body: (Database) throws -> T) throws -> T {
    try StorageError.translating(path) { try pool.read(body) }
  }

  /// One transaction, which holds the writers' lock from its start.
  func write<T>(_ body: (Database) throws -> T) throws -> T {
    try StorageError.translating(path) { try pool.write(body) }
  }

  /// One transaction that is on the disk, not only in the system's memory, when this returns.
  func writeDurably<T>(_ body: (Database) throws -> T) throws -> T {
    try StorageError.translating(path) {
      try pool.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA synchronous = FULL")
        defer { try? database.execute(sql: "PRAGMA synchronous = NORMAL") }
        var result: T?
        try database.inTransaction(.immediate) {
          result = try body(database)
          return .commit
        }
        guard let result else {
          throw StorageError.database(path: path, message: "the transaction was undone")
        }
        return result
      }
    }
  }

  /// Empties the write-ahead log into the study, so that no forgotten or outdated bytes stay behind in it.
  ///
  /// Where another process reads at the moment, SQLite does this when it is done.
  func emptyLog() {
    _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
  }
}
