import ContentCoding
import Foundation
import GRDB

/// Posts and authors that were forgotten and must not come back.
///
/// Only keyed hashes are kept, so that the tombstone does not itself remember the name.
struct Tombstones {
  enum Kind: String {
    case post
    case author
    /// The bytes of a picture, by their SHA-256.
    case media
  }

  private let pseudonyms: Pseudonyms
  private let posts: Set<String>
  private let authors: Set<String>

  init(_ database: Database) throws {
    pseudonyms = try Pseudonyms(key: StudyKeys.pseudonymKey(database))
    posts = try Self.pseudonyms(of: .post, database)
    authors = try Self.pseudonyms(of: .author, database)
  }

  /// Whether the post, the post that it is a part of, or its author was forgotten.
  func cover(_ post: Post) -> Bool {
    if !posts.isEmpty {
      if covers(post.id, posts) { return true }
      if let whole = post.partOf, covers(whole, posts) { return true }
    }
    guard !authors.isEmpty, let author = post.author else { return false }
    return covers(author, authors)
  }

  /// Tombstones are hashes of bytes, and older ones may be of another Unicode form.
  private func covers(_ name: String, _ tombstones: Set<String>) -> Bool {
    if tombstones.contains(pseudonyms(name)) { return true }
    guard !name.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
    return tombstones.contains(pseudonyms(name.precomposed))
      || tombstones.contains(pseudonyms(name.decomposedStringWithCanonicalMapping))
  }

  /// Which of these hashes of pictures and texts were forgotten.
  static func forgotten(sha256s: some Sequence<String>, _ database: Database) throws -> Set<String> {
    let hasAny = try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM tombstones WHERE kind = ?)",
      arguments: [Kind.media.rawValue])
    guard hasAny ?? false else { return [] }
    let pseudonyms = try Pseudonyms(key: StudyKeys.pseudonymKey(database))
    let statement = try database.cachedStatement(
      sql: "SELECT EXISTS (SELECT 1 FROM tombstones WHERE kind = ? AND pseudonym = ?)")
    return try Set(
      sha256s.filter {
        try Bool.fetchOne(statement, arguments: [Kind.media.rawValue, pseudonyms($0)]) ?? false
      })
  }

  func add(_ kind: Kind, _ name: String, at time: String, to database: Database) throws {
    try database.execute(
      sql: "INSERT OR IGNORE INTO tombstones (kind, pseudonym, forgotten_at) VALUES (?, ?, ?)",
      arguments: [kind.rawValue, pseudonyms(name), time])
  }

  func remove(_ kind: Kind, _ name: String, from database: Database) throws {
    try database.execute(
      sql: "DELETE FROM tombstones WHERE kind = ? AND pseudonym = ?",
      arguments: [kind.rawValue, pseudonyms(name)])
  }

  private static func pseudonyms(of kind: Kind, _ database: Database) throws -> Set<String> {
    try String.fetchSet(
      database, sql: "SELECT pseudonym FROM tombstones WHERE kind = ?", arguments: [kind.rawValue])
  }
}
