import ContentCoding
import GRDB

/// Which of a coder's codings are judged.
public struct ReviewQuestion: Hashable, Sendable {
  /// Whose codings.
  public var coder: String
  /// Which variable.
  public var variable: String
  /// The value as it is written; nil for any.
  public var value: String?
  /// Whether those come first of which the coder is least sure; else they come in a random order.
  public var leastCertainFirst = false

  /// All codings of `variable` by `coder`, in a random order.
  public init(coder: String, variable: String) {
    self.coder = coder
    self.variable = variable
  }
}

/// How far the judging is.
public struct ReviewTally: Hashable, Sendable {
  /// Codings with a value.
  public let codings: Int
  /// How many of them a person has found right.
  public let right: Int
  /// How many of them a person has found wrong.
  public let wrong: Int
}

extension Study {
  /// The detail of a verdict that names the value which was found wrong.
  public static let rejectedValue = "rejected"

  /// The next coding that `reviewer` has given no verdict on; nil after the last.
  ///
  /// - Parameters:
  ///   - question: Whose codings, and in which order.
  ///   - reviewer: Who judges.
  /// - Returns: The coding.
  /// - Throws: ``StorageError``.
  public func nextToReview(_ question: ReviewQuestion, by reviewer: String) throws -> Coding? {
    // A multiplication by an odd number orders the numbers of posts as if at random, and always the same.
    let random = "codings.post * 2654435761 % 4294967296"
    let order = question.leastCertainFirst ? "coalesce(codings.confidence, 2), \(random)" : random
    return try read { database in
      let judged = try verdicts(on: question, by: reviewer, database).keys.sorted()
      let found = try Row.fetchOne(
        database,
        sql: """
          SELECT codings.post, posts.id FROM codings JOIN posts ON posts.post = codings.post
          WHERE codings.coding = (
            SELECT coding FROM codings WHERE \(Self.asked) AND post NOT IN (SELECT value FROM json_each(?4))
            ORDER BY \(order) LIMIT 1)
          """,
        arguments: [question.coder, question.variable, question.value, try JSONText.text(of: judged)])
      guard let found else { return nil }
      let id: String = try found.value(1)
      return try handCoding(of: try found.value(0), id: id, by: question.coder, database)
        .answers[question.variable].map { Coding(postID: id, variable: question.variable, answer: $0) }
    }
  }

  /// How many codings were judged, and how.
  public func reviewTally(_ question: ReviewQuestion, by reviewer: String) throws -> ReviewTally {
    try read { database in
      let codings = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM codings WHERE \(Self.asked)",
        arguments: [question.coder, question.variable, question.value])
      let verdicts = try verdicts(on: question, by: reviewer, database)
      return ReviewTally(
        codings: codings ?? 0, right: verdicts.values.count { $0 }, wrong: verdicts.values.count { !$0 })
    }
  }

  /// The current codings of the coder `?1` to the variable `?2` with a value, with the value `?3` where that is not NULL.
  private static let asked = """
    codings.coder = (SELECT coder FROM coders WHERE name = ?1) AND codings.variable = ?2
      AND codings.origin IN (
        SELECT origin FROM origins JOIN coders USING (coder)
        WHERE coders.name = ?1 AND origins.configuration IS coders.configuration)
      AND codings.status = 'coded' AND (?3 IS NULL OR codings.value = ?3)
    """

  /// Of each judged coding, by its post's number, whether it is right: the reviewer gave its value.
  ///
  /// It is wrong where they gave another, or rejected this one; where they rejected another value, nothing is known.
  private func verdicts(
    on question: ReviewQuestion, by reviewer: String, _ database: Database
  ) throws -> [Int64: Bool] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT codings.post, CASE WHEN verdicts.value IS NOT NULL THEN verdicts.value = codings.value
          WHEN json_extract(verdicts.details, '$.\(Self.rejectedValue)') = codings.value THEN 0 END
        FROM codings AS verdicts CROSS JOIN codings
          ON codings.post = verdicts.post AND codings.variable = verdicts.variable
        WHERE verdicts.coder = (SELECT coder FROM coders WHERE name = ?4) AND verdicts.variable = ?2
          AND \(Self.asked)
        """, arguments: [question.coder, question.variable, question.value, reviewer])
    var verdicts: [Int64: Bool] = [:]
    for row in rows {
      let isRight: Bool? = try row.value(1)
      if let isRight { verdicts[try row.value(0)] = isRight }
    }
    return verdicts
  }
}
