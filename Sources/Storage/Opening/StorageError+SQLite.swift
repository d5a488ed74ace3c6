import Foundation
import GRDB

extension StorageError {
  /// Runs `body` and turns what SQLite throws into words about the file at `path`.
  static func translating<T>(_ path: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw StorageError(error, path: path)
    } catch let error as DamagedValue {
      throw StorageError.unreadable(path: path, what: error.description)
    } catch is RowDecodingError {
      throw StorageError.unreadable(path: path, what: "a value of a list of ids, names or numbers")
    }
  }

  init(_ error: DatabaseError, path: String) {
    self =
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: .locked(path: path)
      case .SQLITE_READONLY, .SQLITE_PERM: .readOnly(path: path)
      case .SQLITE_FULL: .diskFull(path: path)
      case .SQLITE_NOTADB, .SQLITE_CORRUPT: .notAStudy(path: path)
      case .SQLITE_CANTOPEN, .SQLITE_AUTH: .cannotOpen(path: path)
      default: .database(path: path, message: error.message ?? error.resultCode.description)
      }
  }
}
