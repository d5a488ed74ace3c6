import ContentCoding
import GRDB

/// A part of the posts that a question asks for.
public struct GalleryPart: Sendable {
  /// The posts, in the question's order.
  public let posts: [Post]
  /// Where the next part begins; nil after the last.
  public let next: GalleryQuestion.Place?
}

extension Study {
  /// Posts that `question` asks for.
  ///
  /// - Parameters:
  ///   - question: Which posts.
  ///   - start: What the part before gave as ``GalleryPart/next``; nil for the first part.
  ///   - count: How many posts at most.
  /// - Returns: The posts.
  /// - Throws: ``StorageError``.
  public func gallery(
    _ question: GalleryQuestion, from start: GalleryQuestion.Place? = nil, count: Int
  ) throws -> GalleryPart {
    var found: [(post: Post, place: GalleryQuestion.Place)] = []
    var start = start
    // Conditions on fields are looked at here, post by post, until there are enough.
    while found.count <= count {
      let size = question.filters.isEmpty ? count + 1 : Self.filteredPage
      let places = try places(question, from: start, count: size)
      let posts = try posts(withIDs: places.map(\.id))
      let byID = Dictionary(posts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      for (id, place) in places {
        guard let post = byID[id], question.filters.allSatisfy({ $0.holds(for: post) }) else { continue }
        found.append((post, place))
      }
      guard places.count == size, !question.filters.isEmpty, let last = places.last else { break }
      start = last.place
    }
    let shown = found.prefix(count)
    return GalleryPart(posts: shown.map(\.post), next: found.count > count ? shown.last?.place : nil)
  }

  /// The ids of the first `limit` posts that `question` asks for, in its order.
  public func galleryIDs(_ question: GalleryQuestion, limit: Int) throws -> [String] {
    guard !question.filters.isEmpty else {
      return try places(question, from: nil, count: limit).map(\.id)
    }
    return try gallery(question, count: limit).posts.map(\.id)
  }

  private static let filteredPage = 2000

  private func places(
    _ question: GalleryQuestion, from start: GalleryQuestion.Place?, count: Int
  ) throws -> [(id: String, place: GalleryQuestion.Place)] {
    if question.text != nil { try indexTexts() }
    return try read { database in
      let condition = try GalleryCondition(question, isIndexed: TextIndex.exists(database), database)
      guard let key = GalleryCondition.key(of: question) else {
        return try Row.fetchAll(
          database,
          sql: """
            SELECT post, id FROM posts WHERE posts.post > ? AND \(condition.sql) ORDER BY post LIMIT ?
            """, arguments: [start?.post ?? 0] + condition.values + [count]
        ).map { row in (try row.value(1), GalleryQuestion.Place(key: nil, post: try row.value(0))) }
      }
      let comes = key.isDescending ? "<" : ">"
      let rows = try Row.fetchAll(
        database,
        sql: """
          WITH before (key, post) AS (VALUES (?, ?))
          SELECT found.post, found.id, found.key FROM before CROSS JOIN (
            SELECT posts.post AS post, posts.id AS id, \(key.sql) AS key FROM posts WHERE \(condition.sql)
          ) AS found
          WHERE before.post IS NULL OR found.key \(comes) before.key
            OR found.key = before.key AND found.post > before.post
          ORDER BY found.key \(key.isDescending ? "DESC" : "ASC"), found.post LIMIT ?
          """,
        arguments: [Self.stored(start?.key, in: question.order), start?.post]
          + StatementArguments(key.arguments) + condition.values + [count])
      return try rows.map { row in
        let stored: String =
          if case .newest = question.order { try row.value(2) } else { String(try row.value(2) as Double) }
        return (try row.value(1), GalleryQuestion.Place(key: stored, post: try row.value(0)))
      }
    }
  }

  /// A key as SQLite compares it: times are texts, all else is numbers.
  private static func stored(_ key: String?, in order: GalleryQuestion.Order) -> DatabaseValue {
    guard let key else { return .null }
    if case .newest = order { return key.databaseValue }
    return (Double(key) ?? 0).databaseValue
  }

  /// Makes the index of texts where it is not there; a study that may not be written is looked through without one.
  private func indexTexts() throws {
    guard try !isReadOnly && read({ try !TextIndex.exists($0) }) else { return }
    try write(TextIndex.make)
  }
}
