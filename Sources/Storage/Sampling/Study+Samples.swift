import Foundation
import GRDB

/// A named, stored draw of posts.
public struct Sample: Codable, Hashable, Sendable {
  /// The name; unique in the study.
  public var name: String
  /// How the posts were drawn, in words.
  public var design: String
  /// Each post's probability to be drawn, by id; nil where it is not known.
  public var probabilities: [String: Double?]
  /// When it was drawn, in UTC.
  public var drawnAt: Date

  /// A sample.
  public init(name: String, design: String, probabilities: [String: Double?], drawnAt: Date) {
    self.name = name
    self.design = design
    self.probabilities = probabilities
    self.drawnAt = drawnAt
  }
}

extension Study {
  /// Stores `sample` in the place of one of the same name; ids that no post has are left out.
  public func saveSample(_ sample: Sample) throws {
    try write { database in
      try database.execute(sql: "DELETE FROM samples WHERE sample = ?", arguments: [sample.name])
      try database.execute(
        sql: "INSERT INTO samples (sample, design, drawn_at) VALUES (?, ?, ?)",
        arguments: [sample.name, sample.design, Timestamp.clamped(sample.drawnAt)])
      let statement = try database.cachedStatement(
        sql:
          "INSERT INTO sample_posts (sample, post, probability) SELECT ?1, post, ?3 FROM posts WHERE id = ?2")
      for (id, probability) in sample.probabilities {
        try statement.execute(arguments: [sample.name, id, probability])
      }
    }
  }

  /// The sample called `name`; nil where there is none.
  public func sample(_ name: String) throws -> Sample? {
    try read { database in
      guard
        let row = try Row.fetchOne(
          database, sql: "SELECT design, drawn_at FROM samples WHERE sample = ?", arguments: [name])
      else { return nil }
      var probabilities: [String: Double?] = [:]
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT posts.id, probability FROM sample_posts JOIN posts ON posts.post = sample_posts.post
          WHERE sample = ?
          """, arguments: [name])
      while let row = try rows.next() { probabilities.updateValue(row[1], forKey: row[0]) }
      return Sample(
        name: name, design: row[0], probabilities: probabilities,
        drawnAt: Timestamp.date(of: row[1]) ?? .distantPast)
    }
  }

  /// The names of the stored samples, sorted, with the number of posts in each.
  public func samples() throws -> [(name: String, posts: Int)] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT sample, (SELECT count(*) FROM sample_posts AS place WHERE place.sample = samples.sample)
          FROM samples ORDER BY sample
          """
      ).map { ($0[0], $0[1]) }
    }
  }
}
