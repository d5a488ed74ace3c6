import Foundation
import GRDB

extension Study {
  /// Stores `sample` in the place of one of the same name; ids that no post has are left out.
  public func saveSample(_ sample: Sample) throws {
    try write { database in
      try database.execute(sql: "DELETE FROM samples WHERE sample = ?", arguments: [sample.name])
      try database.execute(
        sql: "INSERT INTO samples (sample, design, is_purposive, seed, drawn_at) VALUES (?, ?, ?, ?, ?)",
        arguments: [
          sample.name, sample.design, sample.isPurposive, sample.seed.map { String($0) },
          StoredTime.clamped(sample.drawnAt),
        ])
      let statement = try database.cachedStatement(
        sql: """
          INSERT INTO sample_posts (sample, post, probability, stratum)
          SELECT ?1, post, ?3, ?4 FROM posts WHERE id = ?2
          """)
      for (id, probability) in sample.probabilities {
        try statement.execute(arguments: [sample.name, id, probability, sample.strata[id]])
      }
    }
  }

  /// The sample called `name`; nil where there is none.
  public func sample(_ name: String) throws -> Sample? {
    try read { database in
      guard
        let row = try Row.fetchOne(
          database, sql: "SELECT \(Self.summaryColumns) FROM samples WHERE sample = ?", arguments: [name])
      else { return nil }
      let summary = try SampleSummary(row)
      var probabilities: [String: Double?] = [:]
      var strata: [String: String] = [:]
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT posts.id, probability, stratum FROM sample_posts
          JOIN posts ON posts.post = sample_posts.post WHERE sample = ?
          """, arguments: [name])
      while let row = try rows.next() {
        let id: String = try row.value(0)
        probabilities.updateValue(try row.value(1), forKey: id)
        strata[id] = try row.value(2)
      }
      return Sample(
        name: name, design: summary.design, isPurposive: summary.isPurposive, seed: summary.seed,
        probabilities: probabilities, strata: strata, drawnAt: summary.drawnAt)
    }
  }

  /// Whether there is a sample called `name`.
  public func hasSample(_ name: String) throws -> Bool {
    try read { database in
      try Bool.fetchOne(
        database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM samples WHERE sample = ?)"),
        arguments: [name]) ?? false
    }
  }

  /// The stored samples without their posts, by name.
  public func samples() throws -> [SampleSummary] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT \(Self.summaryColumns) FROM samples ORDER BY sample")
        .map { try SampleSummary($0) }
    }
  }

  /// Removes the sample called `name`; its posts and their codings stay.
  ///
  /// - Returns: whether there was one.
  @discardableResult
  public func removeSample(_ name: String) throws -> Bool {
    try write { database in
      try database.execute(sql: "DELETE FROM samples WHERE sample = ?", arguments: [name])
      return database.changesCount > 0
    }
  }

  private static var summaryColumns: String {
    """
    sample, (SELECT count(*) FROM sample_posts AS place WHERE place.sample = samples.sample), design, is_purposive,
      seed, drawn_at
    """
  }
}

extension SampleSummary {
  fileprivate init(_ row: Row) throws {
    let seed: String? = try row.value(4)
    self.init(
      name: try row.value(0), posts: try row.value(1), design: try row.value(2),
      isPurposive: try row.value(3), seed: seed.flatMap { UInt64($0) },
      drawnAt: StoredTime.date(of: try row.value(5)) ?? .distantPast)
  }
}
