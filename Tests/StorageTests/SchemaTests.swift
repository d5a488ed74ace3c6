import ContentCoding
import Foundation
import GRDB
import Testing

@testable import Storage

/// Every schema that was ever released can be opened, and what it held is still there.
@Suite struct SchemaTests {
  @Test func version1IsNeverEdited() throws {
    try withFolder { folder throws in
      let fresh = try DatabaseQueue(path: folder.appendingPathComponent("fresh.sqlite").path)
      try Schema.migrator.migrate(fresh, upTo: "v1")
      let old = try DatabaseQueue(path: folder.appendingPathComponent("old.sqlite").path)
      try old.write { try $0.execute(sql: schemaVersion1) }
      func objects(_ queue: DatabaseQueue) throws -> [String] {
        try queue.read {
          try String.fetchAll(
            $0,
            sql: """
              SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema
              WHERE name NOT LIKE 'grdb%' AND name NOT LIKE 'sqlite_autoindex_grdb%' ORDER BY type, name
              """)
        }
      }
      #expect(try objects(fresh) == objects(old))
      #expect(try objects(old).count > 20)
    }
  }

  @Test func aStudyOfVersion1IsBroughtUpToDate() throws {
    try withFolder { folder throws in
      let queue = try DatabaseQueue(path: Study.file(in: folder).path)
      try queue.write { try $0.execute(sql: schemaVersion1 + contentsVersion1) }
      try queue.close()
      let study = try Study(openingAt: folder)
      defer { try? study.close() }
      #expect(try study.pool.read(Schema.migrator.hasCompletedMigrations))
      let post = try #require(try study.post("p1"))
      #expect(
        post.author == "ada" && post.columns == ["place": "Nahuel Huapi"] && post.counts == ["likes": 3])
      #expect(post.media == [Media(path: "a.jpg", sha256: "aa", stamp: FileStamp(size: 5, modified: 7))])
      let current = try study.currentCodings(coder: "probe")
      #expect(current.map(\.coding.answer.value) == [.category("Other")])
      #expect(current.first?.coding.answer.scores == ["Other": 0.75, "Recreation": 0.25])
      #expect(try study.codings(run: "r0").map(\.coding.answer.reason?.code) == [.network])
      #expect(try study.runs().map(\.id) == ["r1"])
      #expect(try study.folds()?.assignment == ["p1": 2])
      #expect(try study.split("given") == ["p1": "test"])
      #expect(try study.head(of: "probe")?.data == Data([1, 2, 3]))
    }
  }

  @Test func theReadableViewHasTheColumnsOfTheCodingsTable() throws {
    try withStudy { study throws in
      let columns = try study.pool.read { try $0.columns(in: "current_codings").map(\.name) }
      #expect(
        Set(columns) == [
          "post_id", "variable", "value", "confidence", "status", "reason", "coder", "coder_kind", "run",
          "codebook", "fold", "coded_at", "cost_usd", "details", "scores",
        ])
      try study.importPosts(posts(1))
      try study.save(
        [coding("p0", .failed(Reason(.network, "no route")))], coder: probe, configuration: first,
        codebook: book,
        at: noon)
      let row = try #require(
        try study.pool.read { try Row.fetchOne($0, sql: "SELECT * FROM current_codings") })
      #expect(row["post_id"] == "p0" && row["reason"] == "network: no route")
      #expect(row["coded_at"] == "2026-11-21T12:00:00.000Z")
    }
  }
}
