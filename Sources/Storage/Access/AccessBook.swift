import Foundation
import GRDB

/// Who may log in to the app, and what was done there: `access.sqlite` beside the study, readable by its owner alone.
///
/// It is a file of its own, so that a study can be handed on without anybody's password.
public final class AccessBook: Sendable {
  /// The file's name.
  public static let name = "access.sqlite"

  private let file: URL
  private let queue: DatabaseQueue

  /// The oldest entries go where there are more than this many.
  private static let entryLimit = 100_000

  /// Opens the book of the study in `folder`, and makes it where there is none.
  ///
  /// - Throws: ``StorageError``.
  public init(of folder: URL) throws {
    let file = folder.appending(path: Self.name)
    if !FileManager.default.fileExists(atPath: file.path) {
      // SQLite gives its side files the rights of this one.
      FileManager.default.createFile(
        atPath: file.path, contents: Data(), attributes: [.posixPermissions: 0o600])
    }
    self.file = file
    queue = try StorageError.translating(file.path) {
      var configuration = Configuration()
      configuration.busyMode = .timeout(10)
      let queue = try DatabaseQueue(path: file.path, configuration: configuration)
      try queue.write { try $0.execute(sql: Self.schema) }
      return queue
    }
  }

  /// Whether the study in `folder` has a book.
  public static func exists(in folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: name).path)
  }

  private static let schema = """
    CREATE TABLE IF NOT EXISTS accounts (
      name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL, changed_at TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS audit (
      entry INTEGER PRIMARY KEY, at TEXT NOT NULL, person TEXT NOT NULL, client TEXT NOT NULL,
      what TEXT NOT NULL, outcome TEXT NOT NULL
    );
    """

  /// Everybody who may log in, by name.
  public func accounts() throws -> [Account] {
    try read { try Row.fetchAll($0, sql: Self.wholeAccounts + "ORDER BY name").map(Self.account) }
  }

  /// The account called `name`; nil where there is none.
  public func account(_ name: String) throws -> Account? {
    try read {
      try Row.fetchOne($0, sql: Self.wholeAccounts + "WHERE name = ?", arguments: [name]).map(Self.account)
    }
  }

  /// Keeps an account in the place of the one of its name.
  public func save(_ account: Account) throws {
    try write {
      try $0.execute(
        sql: "INSERT OR REPLACE INTO accounts (name, role, password, changed_at) VALUES (?, ?, ?, ?)",
        arguments: [
          account.name, account.role.rawValue, account.password.text, StoredTime.clamped(account.changedAt),
        ])
    }
  }

  /// Removes an account; what the person coded stays.
  ///
  /// - Returns: whether there was one.
  public func remove(_ name: String) throws -> Bool {
    try write {
      try $0.execute(sql: "DELETE FROM accounts WHERE name = ?", arguments: [name])
      return $0.changesCount > 0
    }
  }

  /// Notes what somebody did.
  public func note(_ entry: AuditEntry) throws {
    try write {
      try $0.execute(
        sql: "INSERT INTO audit (at, person, client, what, outcome) VALUES (?, ?, ?, ?, ?)",
        arguments: [StoredTime.clamped(entry.at), entry.person, entry.client, entry.what, entry.outcome])
      try $0.execute(
        sql: "DELETE FROM audit WHERE entry <= ?", arguments: [$0.lastInsertedRowID - Int64(Self.entryLimit)])
    }
  }

  /// The newest entries, the newest first.
  public func entries(_ count: Int) throws -> [AuditEntry] {
    try read {
      try Row.fetchAll(
        $0, sql: "SELECT at, person, client, what, outcome FROM audit ORDER BY entry DESC LIMIT ?",
        arguments: [count]
      ).map { row in
        AuditEntry(
          at: StoredTime.date(of: try row.value(0)) ?? .distantPast, person: try row.value(1),
          client: try row.value(2), what: try row.value(3), outcome: try row.value(4))
      }
    }
  }

  private static let wholeAccounts = "SELECT name, role, password, changed_at FROM accounts "

  private static func account(_ row: Row) throws -> Account {
    Account(
      name: try row.value(0), role: Role(rawValue: try row.value(1)) ?? .coder,
      password: Password(kept: try row.value(2)),
      changedAt: StoredTime.date(of: try row.value(3)) ?? .distantPast)
  }

  private func read<T>(_ body: (Database) throws -> T) throws -> T {
    try StorageError.translating(file.path) { try queue.read(body) }
  }

  private func write<T>(_ body: (Database) throws -> T) throws -> T {
    try StorageError.translating(file.path) { try queue.write(body) }
  }
}
