import ContentCoding
import Foundation
import GRDB
import Testing

@testable import Storage

/// A second table changes what it brings, and the last import can be taken back.
@Suite struct UndoTests {
  private let whole = Post(
    id: "p1", text: "caption", author: "ada", time: noon, columns: ["place": "Bern"], counts: ["likes": 1],
    media: [Media(path: "a.jpg", sha256: "aa")])

  @Test func absentFieldsStay() throws {
    try withStudy { study throws in
      try study.importPosts([whole])
      let tally = try study.importing { try $0.add([Post(id: "p1", counts: ["likes": 9, "shares": 2])]) }
      #expect((tally.added, tally.updated, tally.changedFields) == (0, 1, ["likes": 1, "shares": 1]))
      var expected = whole
      expected.counts = ["likes": 9, "shares": 2]
      #expect(try study.post("p1") == expected)
      #expect(try study.importPosts([Post(id: "p1", counts: ["likes": 9])]).unchanged == 1)
    }
  }

  @Test func emptyCellsClearWhereAsked() throws {
    try withStudy { study throws in
      try study.importPosts([whole])
      try study.importing {
        try $0.add(Post(id: "p1"), clearing: [.text, .author, .media, .count("likes"), .column("place")])
      }
      #expect(try study.post("p1") == Post(id: "p1", time: noon))
    }
  }

  @Test func undoTakesPostsBack() throws {
    try withStudy { study throws in
      try study.importPosts([whole])
      try study.importing(from: "more.csv") {
        try $0.add([Post(id: "p1", text: "other", media: [Media(path: "b.jpg")]), Post(id: "p2")])
      }
      try study.save([coding("p2", .coded(.category("A")))], coder: probe, codebook: book, at: noon)
      let undone = try study.undoImport()
      #expect((undone.source, undone.removedPosts, undone.restoredPosts) == ("more.csv", 1, 1))
      #expect(try study.post("p1") == whole)
      #expect(try study.post("p2") == nil)
      #expect(throws: UndoProblem.nothing) { try study.undoImport() }
    }
  }

  @Test func undoIsRefusedWherePeopleCodedSince() throws {
    try withStudy { study throws in
      try study.importing(from: "a.csv") { try $0.add([whole]) }
      try study.save([coding("p1", .coded(.category("A")))], coder: ada, codebook: book, at: Date() + 1)
      #expect(throws: UndoProblem.dependents(people: 1, paid: 0, source: "a.csv")) { try study.undoImport() }
      #expect(try study.post("p1") != nil)
    }
  }

  @Test func undoTakesCodingsBack() throws {
    try withStudy { study throws in
      try study.importPosts([whole, Post(id: "p2")])
      try study.save([coding("p1", .coded(.category("A")))], coder: ada, codebook: book, at: noon)
      let tally = try study.importingCodings(from: "anna.csv") {
        try $0.save(
          [coding("p1", .coded(.category("B"))), coding("p2", .coded(.category("B")))], coder: ada, run: nil,
          codebook: book, at: noon + 1)
      }
      #expect((tally.added, tally.replaced) == (1, 1))
      let undone = try study.undoImport()
      #expect((undone.removedCodings, undone.restoredCodings) == (1, 1))
      #expect(try study.currentCodings(coder: "ada").map(\.coding.answer.value) == [.category("A")])
      #expect(try study.history(coder: "ada").isEmpty)
    }
  }

  @Test func theSameCodingsAgainWriteNoHistory() throws {
    try withStudy { study throws in
      try study.importPosts([whole])
      for _ in 0..<2 {
        _ = try study.importingCodings {
          try $0.save([coding("p1", .coded(.category("B")))], coder: ada, run: nil, codebook: book, at: noon)
        }
      }
      #expect(try study.history(coder: "ada").isEmpty)
    }
  }

  @Test func whatWasForgottenStaysForgotten() throws {
    try withStudy { study throws in
      try study.importPosts([whole])
      try study.importing { try $0.add([Post(id: "p1", text: "new", author: "bob")]) }
      _ = try study.forget(author: "ada", at: noon)
      _ = try study.undoImport()
      let post = try #require(try study.post("p1"))
      #expect(post.author == "bob" && post.text == "new")
      let left = try study.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM import_posts") }
      #expect(left == 0)
    }
  }
}
