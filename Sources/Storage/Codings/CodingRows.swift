import ContentCoding
import Foundation
import GRDB

/// Reads codings from rows; looks each origin and coder up once.
final class CodingRows {
  private struct Origin {
    let kind: CoderKind
    let run: String?
    let codebook: Fingerprint
  }

  private let database: Database
  private let path: String
  private var origins: [Int64: Origin] = [:]
  private var coders: [Int64: String] = [:]

  init(_ database: Database, path: String) {
    self.database = database
    self.path = path
  }

  /// What ``record(_:post:at:)`` reads, from a table called `table`.
  static func columns(of table: String) -> String {
    (["variable", "coder", "origin", "coded_at"] + CodingFields.names)
      .map { "\(table).\($0)" }.joined(separator: ", ")
  }

  /// The coding of the post `post` whose columns begin at `index`.
  func record(_ row: Row, post: String, at index: Int, withScores: Bool = true) throws -> CodingRecord {
    guard let answer = try CodingFields.answer(row, at: index + 4, withScores: withScores) else {
      throw StorageError.unreadable(path: path, what: "a coding of post \(post)")
    }
    let coding = Coding(
      postID: post, variable: try row.value(index), answer: answer,
      fold: try row.value(index + 4 + CodingFields.names.count - 1))
    let origin = try origin(try row.value(index + 2))
    return CodingRecord(
      coding: coding, coder: CoderIdentity(name: try coder(try row.value(index + 1)), kind: origin.kind),
      run: origin.run,
      codebook: origin.codebook, codedAt: StoredTime.date(of: try row.value(index + 3)) ?? .distantPast)
  }

  private func origin(_ id: Int64) throws -> Origin {
    if let known = origins[id] { return known }
    guard
      let row = try Row.fetchOne(
        database, sql: "SELECT coder_kind, run, codebook FROM origins WHERE origin = ?", arguments: [id]),
      let kind = CoderKind(rawValue: try row.value(0))
    else { throw StorageError.unreadable(path: path, what: "the origin \(id)") }
    let origin = Origin(kind: kind, run: try row.value(1), codebook: Fingerprint(stored: try row.value(2)))
    origins[id] = origin
    return origin
  }

  private func coder(_ id: Int64) throws -> String {
    if let known = coders[id] { return known }
    let name =
      try String.fetchOne(database, sql: "SELECT name FROM coders WHERE coder = ?", arguments: [id]) ?? ""
    coders[id] = name
    return name
  }
}
