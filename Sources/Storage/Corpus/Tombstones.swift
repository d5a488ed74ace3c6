import ContentCoding
import GRDB

/// Posts and authors that were forgotten and must not come back.
///
/// Only keyed hashes are kept, so that the tombstone does not itself remember the name.
struct Tombstones {
  enum Kind: String {
    case post
    case author
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
      if posts.contains(pseudonyms(post.id)) { return true }
      if let whole = post.partOf, posts.contains(pseudonyms(whole)) { return true }
    }
    guard !authors.isEmpty, let author = post.author else { return false }
    return authors.contains(pseudonyms(author))
  }

  func add(_ kind: Kind, _ name: String, at time: String, to database: Database) throws {
    try database.execute(
      sql: "INSERT OR IGNORE INTO tombstones (kind, pseudonym, forgotten_at) VALUES (?, ?, ?)",
      arguments: [kind.rawValue, pseudonyms(name), time])
  }

  private static func pseudonyms(of kind: Kind, _ database: Database) throws -> Set<String> {
    try String.fetchSet(
      database, sql: "SELECT pseudonym FROM tombstones WHERE kind = ?", arguments: [kind.rawValue])
  }
}
