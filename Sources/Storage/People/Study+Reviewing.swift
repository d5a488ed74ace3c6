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

  /// A coding is right where the reviewer gave its value, wrong where they gave another or rejected this one.
  private static let verdict = """
    CASE WHEN verdicts.coding IS NULL THEN NULL
      WHEN verdicts.value = codings.value THEN 1
      WHEN verdicts.value IS NOT NULL THEN 0
      WHEN json_extract(verdicts.details, '$.\(rejectedValue)') = codings.value THEN 0 END
    """
  private static let reviewed = """
    FROM codings
    JOIN coders ON coders.coder = codings.coder
    JOIN origins ON origins.origin = codings.origin
    LEFT JOIN codings AS verdicts ON verdicts.post = codings.post AND verdicts.variable = codings.variable
      AND verdicts.coder = (SELECT coder FROM coders WHERE name = ?1)
    WHERE coders.name = ?2 AND codings.variable = ?3 AND (?4 IS NULL OR codings.value = ?4)
      AND codings.status = 'coded' AND origins.configuration IS coders.configuration
    """

  /// The next coding that `reviewer` has given no verdict on; nil after the last.
  ///
  /// - Parameters:
  ///   - question: Whose codings, and in which order.
  ///   - reviewer: Who judges.
  ///   - passed: Posts that are passed over.
  /// - Returns: The coding.
  /// - Throws: ``StorageError``.
  public func nextToReview(
    _ question: ReviewQuestion, by reviewer: String, passing passed: [String] = []
  ) throws -> Coding? {
    // A multiplication by an odd number orders the numbers of posts as if at random, and always the same.
    let random = "codings.post * 2654435761 % 4294967296"
    let order = question.leastCertainFirst ? "coalesce(codings.confidence, 2), \(random)" : random
    return try read { database in
      let id = try String.fetchOne(
        database,
        sql: """
          SELECT (SELECT id FROM posts WHERE posts.post = codings.post) AS id \(Self.reviewed)
            AND (\(Self.verdict)) IS NULL AND id NOT IN (SELECT value FROM json_each(?5))
          ORDER BY \(order) LIMIT 1
          """,
        arguments: [
          reviewer, question.coder, question.variable, question.value, try JSONText.text(of: passed),
        ])
      guard let id, let post = try postNumber(id, database) else { return nil }
      return try handCoding(of: post, id: id, by: question.coder, database).answers[question.variable]
        .map { Coding(postID: id, variable: question.variable, answer: $0) }
    }
  }

  /// How many codings were judged, and how.
  public func reviewTally(_ question: ReviewQuestion, by reviewer: String) throws -> ReviewTally {
    try read { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT count(*), coalesce(sum(verdict = 1), 0), coalesce(sum(verdict = 0), 0) FROM (
            SELECT \(Self.verdict) AS verdict \(Self.reviewed))
          """, arguments: [reviewer, question.coder, question.variable, question.value])
      guard let row else { return ReviewTally(codings: 0, right: 0, wrong: 0) }
      return ReviewTally(codings: try row.value(0), right: try row.value(1), wrong: try row.value(2))
    }
  }
}
