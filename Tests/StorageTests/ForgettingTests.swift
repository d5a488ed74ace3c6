import ContentCoding
import Foundation
import GRDB
import Testing

@testable import Storage

@Suite struct ForgettingTests {
  private func fill(_ study: Study) throws {
    try study.importPosts([
      Post(
        id: "p1", text: "Wassergeheimnis", author: "ada",
        media: [Media(path: "own.jpg", sha256: "aa"), Media(path: "shared.jpg", sha256: "bb")]),
      Post(id: "p1/1", author: "ada", partOf: "p1"),
      Post(id: "p2", author: "ada", media: [Media(path: "shared.jpg", sha256: "bb")]),
      Post(id: "p3", author: "bob"),
    ])
    for value in ["A", "B"] {
      try study.save(
        [coding("p1", .coded(.category(value), details: ["rationale": "Rohantwort \(value)"]))], coder: ada,
        codebook: book, at: noon)
    }
    try study.saveFolds(Folds(count: 2, assignment: ["p1": 0, "p3": 1]))
    try study.saveSplit("given", parts: ["p1": "test", "p3": "test"])
  }

  @Test func aForgottenPostLeavesNothingButATombstone() throws {
    try withStudy { study throws in
      try fill(study)
      let forgotten = try study.forget(post: "p1", at: noon)
      #expect(
        forgotten
          == Forgotten(posts: 2, ids: ["p1", "p1/1"], codings: 1, paths: ["own.jpg"], sha256s: ["aa"]))
      #expect(try study.post("p1") == nil)
      #expect(try study.currentCodings(coder: "ada").isEmpty)
      #expect(try study.history(coder: "ada").isEmpty)
      #expect(try study.folds()?.assignment == ["p3": 1])
      #expect(try study.split("given") == ["p3": "test"])
      for file in try FileManager.default.contentsOfDirectory(
        at: study.folder, includingPropertiesForKeys: nil)
      where file.lastPathComponent.hasPrefix("study.sqlite") {
        let bytes = try Data(contentsOf: file)
        #expect(bytes.range(of: Data("Wassergeheimnis".utf8)) == nil, "\(file.lastPathComponent)")
        #expect(bytes.range(of: Data("Rohantwort".utf8)) == nil, "\(file.lastPathComponent)")
      }
    }
  }

  @Test func headsGoWithAGoldPostThatTheyMayHaveLearnedFrom() throws {
    try withStudy { study throws in
      try fill(study)
      func save() throws {
        try study.saveHead(
          StoredHead(
            coder: "probe", configuration: first, data: Data("p1".utf8), trainedAt: noon, gold: first,
            summary: ""))
      }
      try save()
      _ = try study.forget(post: "p2", at: noon)
      #expect(try study.head(of: "probe") != nil)
      _ = try study.forget(post: "p1", at: noon)
      #expect(try study.head(of: "probe") == nil)
    }
  }

  @Test func whatWasForgottenIsNotImportedAgain() throws {
    try withStudy { study throws in
      try fill(study)
      _ = try study.forget(post: "p1", at: noon)
      let tally = try study.importPosts([
        Post(id: "p1"), Post(id: "p1/2", partOf: "p1"), Post(id: "p4", author: "ada"),
      ])
      #expect((tally.tombstoned, tally.added) == (2, 1))
      #expect(
        try study.save(
          [coding("p1", .coded(.category("A")))], coder: probe, configuration: first, codebook: book, at: noon
        ).skipped == 1)
    }
  }

  @Test func anAuthorIsForgottenWithAllPosts() throws {
    try withStudy { study throws in
      try fill(study)
      let forgotten = try study.forget(author: "ada", at: noon)
      #expect(forgotten.posts == 3)
      #expect(forgotten.sha256s == ["aa", "bb"])
      let tally = try study.importPosts([
        Post(id: "new", author: "ada"), Post(id: "p2"), Post(id: "p3", author: "bob"),
      ])
      #expect((tally.tombstoned, tally.unchanged) == (2, 1))
      #expect(try study.postCount() == 1)
    }
  }

  @Test func tombstonesDoNotNameTheForgotten() throws {
    try withStudy { study throws in
      _ = try study.forget(author: "ada-lovelace", at: noon)
      let rows = try study.pool.read { try String.fetchAll($0, sql: "SELECT pseudonym FROM tombstones") }
      #expect(rows.count == 1 && !rows[0].contains("lovelace"))
    }
  }

  @Test func whatCountsTaughtGoesWithAnyPost() throws {
    try withStudy { study throws in
      try fill(study)
      let attention = CoderIdentity(name: "attention", kind: .engagement)
      func save(_ coder: String) throws {
        try study.saveHead(
          StoredHead(
            coder: coder, configuration: first, data: Data("p2".utf8), trainedAt: noon, gold: first,
            summary: ""))
      }
      for name in ["attention", "never-coded", "probe"] { try save(name) }
      for value in [1.0, 2] {
        try study.save(
          [coding("p3", .coded(.number(value), details: ["nearest": "p2|p1", "unbounded": "-1"]))],
          coder: attention, configuration: first, codebook: book, at: noon)
      }
      // Nobody of this name: nothing was learned from it.
      _ = try study.forget(post: "p9", learners: ["never-coded"], at: noon)
      #expect(try study.head(of: "attention") != nil && study.head(of: "never-coded") != nil)
      _ = try study.forget(post: "p2", learners: ["never-coded"], at: noon)
      #expect(try study.head(of: "attention") == nil && study.head(of: "never-coded") == nil)
      #expect(try study.head(of: "probe") != nil)
      let kept = try study.currentCodings(coder: "attention").map(\.coding.answer.details)
      #expect(kept == [["unbounded": "-1"]])
      let details = try study.pool.read {
        try String.fetchAll(
          $0,
          sql:
            "SELECT details FROM codings WHERE details IS NOT NULL UNION ALL SELECT details FROM coding_history"
        )
      }
      #expect(details.allSatisfy { !$0.contains("nearest") })
    }
  }
}
