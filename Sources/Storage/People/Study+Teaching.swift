import Foundation
import GRDB

/// One round of teaching: posts that were chosen for what they teach, and how far the coder was when they were.
public struct TeachingRound: Hashable, Sendable {
  /// The round's number, from 1; 0 before it is stored.
  public var number = 0
  /// The coder that is taught.
  public let coder: String
  /// By what posts are chosen.
  public let strategy: String
  /// The sample that the chosen posts are kept as.
  public let sample: String
  /// Who codes them.
  public let people: [String]
  /// How many posts a round has.
  public let posts: Int
  /// The share of them that is drawn at random.
  public let randomShare: Double
  /// How many codings the coder had learned from.
  public let learned: Int
  /// How good it was then, by variable; nothing before it had learned.
  public let figures: [Figure]
  /// When it was made.
  public let madeAt: Date

  /// How good the coder was on one variable, on posts that it had not learned from.
  public struct Figure: Codable, Hashable, Sendable {
    /// The variable's name.
    public let variable: String
    /// The statistic's id.
    public let statistic: String
    /// Its value; nil where it was undefined.
    public let value: Double?

    /// A figure.
    public init(variable: String, statistic: String, value: Double?) {
      self.variable = variable
      self.statistic = statistic
      self.value = value
    }
  }

  /// A round that is not stored yet.
  public init(
    coder: String, strategy: String, sample: String, people: [String], posts: Int, randomShare: Double,
    learned: Int, figures: [Figure], madeAt: Date
  ) {
    self.coder = coder
    self.strategy = strategy
    self.sample = sample
    self.people = people
    self.posts = posts
    self.randomShare = randomShare
    self.learned = learned
    self.figures = figures
    self.madeAt = madeAt
  }
}

extension Study {
  /// Keeps a round after those that there are.
  public func saveTeachingRound(_ round: TeachingRound) throws {
    try write { database in
      try database.execute(
        sql: """
          INSERT INTO teaching_rounds
            (coder, strategy, sample, people, posts, random_share, learned, figures, made_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          round.coder, round.strategy, round.sample, try JSONText.text(of: round.people), round.posts,
          round.randomShare, round.learned, try JSONText.text(of: round.figures),
          StoredTime.clamped(round.madeAt),
        ])
    }
  }

  /// All rounds of teaching, in their order.
  public func teachingRounds() throws -> [TeachingRound] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT round, coder, strategy, sample, people, posts, random_share, learned, figures, made_at
          FROM teaching_rounds ORDER BY round
          """
      ).map { row in
        var round = TeachingRound(
          coder: try row.value(1), strategy: try row.value(2), sample: try row.value(3),
          people: try JSONText.value([String].self, of: row.value(4)), posts: try row.value(5),
          randomShare: try row.value(6), learned: try row.value(7),
          figures: try JSONText.value([TeachingRound.Figure].self, of: row.value(8)),
          madeAt: StoredTime.date(of: try row.value(9)) ?? .distantPast)
        round.number = try row.value(0)
        return round
      }
    }
  }
}
