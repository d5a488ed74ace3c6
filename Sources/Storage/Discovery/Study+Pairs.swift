import ContentCoding
import Foundation
import GRDB

extension Study {
  /// Stores `sample` in the place of one of the same name, whose judgements go with it; pairs of which a post is unknown are left
  /// out.
  public func savePairs(_ sample: PairSample) throws {
    try write { database in
      try database.execute(sql: "DELETE FROM pair_samples WHERE sample = ?", arguments: [sample.name])
      try database.execute(
        sql: "INSERT INTO pair_samples (sample, clustering, design, seed, drawn_at) VALUES (?, ?, ?, ?, ?)",
        arguments: [
          sample.name, sample.clustering, sample.design, sample.seed.map { String($0) },
          StoredTime.clamped(sample.drawnAt),
        ])
      let statement = try database.cachedStatement(
        sql: """
          INSERT INTO pairs (sample, number, first, second, is_within, cluster, probability)
          SELECT ?1, ?2, one.post, other.post, ?5, ?6, ?7 FROM posts AS one, posts AS other
          WHERE one.id = ?3 AND other.id = ?4
          """)
      for pair in sample.pairs {
        try statement.execute(arguments: [
          sample.name, pair.number, pair.first, pair.second, pair.isWithin, pair.cluster, pair.probability,
        ])
      }
    }
  }

  /// The pair sample called `name`; nil where there is none.
  public func pairs(_ name: String) throws -> PairSample? {
    try read { database in
      guard
        let row = try Row.fetchOne(
          database, sql: "SELECT clustering, design, seed, drawn_at FROM pair_samples WHERE sample = ?",
          arguments: [name])
      else { return nil }
      let pairs = try Row.fetchAll(
        database,
        sql: """
          SELECT number, one.id, other.id, is_within, cluster, probability FROM pairs
          JOIN posts AS one ON one.post = pairs.first JOIN posts AS other ON other.post = pairs.second
          WHERE sample = ? ORDER BY number
          """, arguments: [name]
      ).map { row in
        PostPair(
          number: try row.value(0), first: try row.value(1), second: try row.value(2),
          isWithin: try row.value(3), cluster: try row.value(4),
          probability: try row.value(5))
      }
      let seed: String? = try row.value(2)
      return PairSample(
        name: name, clustering: try row.value(0), design: try row.value(1), seed: seed.flatMap { UInt64($0) },
        pairs: pairs,
        drawnAt: StoredTime.date(of: try row.value(3)) ?? .distantPast)
    }
  }

  /// The stored pair samples without their pairs, by name.
  public func pairSamples() throws -> [PairSampleSummary] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT sample, clustering, (SELECT count(*) FROM pairs WHERE pairs.sample = pair_samples.sample), design, drawn_at
          FROM pair_samples ORDER BY sample
          """
      ).map { row in
        let name: String = try row.value(0)
        let coders = try String.fetchAll(
          database, sql: "SELECT DISTINCT coder FROM pair_codings WHERE sample = ? ORDER BY coder",
          arguments: [name])
        return PairSampleSummary(
          name: name, clustering: try row.value(1), pairs: try row.value(2), coders: coders,
          design: try row.value(3),
          drawnAt: StoredTime.date(of: try row.value(4)) ?? .distantPast)
      }
    }
  }

  /// Stores what `coder` said of pairs of the sample `name`, each in the place of what the coder said of that pair before.
  ///
  /// The judgements are on the disk when this returns.
  ///
  /// - Parameters:
  ///   - judgements: by the pair's number, whether it belongs together; numbers that no pair has are left out.
  ///   - name: the pair sample.
  ///   - coder: the person.
  ///   - date: when they were made.
  /// - Returns: how many were stored.
  /// - Throws: ``StorageError``; nothing is stored then.
  @discardableResult
  public func savePairJudgements(
    _ judgements: [Int: Bool], of name: String, by coder: String, at date: Date
  ) throws -> Int {
    try writeDurably { database in
      let statement = try database.cachedStatement(
        sql: """
          INSERT OR REPLACE INTO pair_codings (sample, number, coder, belong, coded_at)
          SELECT sample, number, ?3, ?4, ?5 FROM pairs WHERE sample = ?1 AND number = ?2
          """)
      let time = StoredTime.clamped(date)
      var stored = 0
      for (number, belong) in judgements {
        try statement.execute(arguments: [name, number, coder, belong, time])
        stored += database.changesCount
      }
      return stored
    }
  }

  /// What people said of the pairs of the sample `name`: by coder and pair number, whether the pair belongs together.
  public func pairJudgements(of name: String) throws -> [String: [Int: Bool]] {
    try read { database in
      var judgements: [String: [Int: Bool]] = [:]
      let rows = try Row.fetchCursor(
        database, sql: "SELECT coder, number, belong FROM pair_codings WHERE sample = ?", arguments: [name])
      while let row = try rows.next() {
        judgements[try row.value(0), default: [:]][try row.value(1)] = try row.value(2)
      }
      return judgements
    }
  }

  /// Removes the pair sample called `name` and what people said of it.
  ///
  /// - Returns: whether there was one.
  @discardableResult
  public func removePairs(_ name: String) throws -> Bool {
    try write { database in
      try database.execute(sql: "DELETE FROM pair_samples WHERE sample = ?", arguments: [name])
      return database.changesCount > 0
    }
  }
}
