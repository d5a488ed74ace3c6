import ContentCoding
import Foundation
import Testing

@testable import Storage

@Suite struct RenamingTests {
  @Test func aCategoryIsRenamedInValuesAndScores() throws {
    try withStudy { study throws in
      try study.importPosts(posts(3))
      try study.save(
        [
          coding("p0", .coded(.category("Lake"), scores: ["Lake": 0.5, "Water": 0.25, "Other": 0.25])),
          coding("p1", .coded(.category("Other"))), coding("p2", .coded(.category("Lake")), variable: "else"),
        ], coder: probe, run: "r1", configuration: first, codebook: book, at: noon)
      #expect(try study.rename(category: "Lake", to: "Water", ofVariable: "ces", at: noon) == 1)
      let now = try study.currentCodings(coder: "probe")
      #expect(now.map(\.coding.answer.value) == [.category("Water"), .category("Other"), .category("Lake")])
      #expect(now[0].coding.answer.scores == ["Water": 0.75, "Other": 0.25])
      #expect(try study.history(coder: "probe").map(\.coding.answer.value) == [.category("Lake")])
      #expect(try study.codings(run: "r1").count == 3)
    }
  }

  @Test func tagsMergeAndKeepTheHigherScore() throws {
    try withStudy { study throws in
      try study.importPosts(posts(1))
      try study.save(
        [coding("p0", .coded(.tags(["a", "b", "c"]), scores: ["a": 0.5, "b": 0.75]))], coder: ada,
        codebook: book,
        at: noon)
      try study.rename(category: "a", to: "b", ofVariable: "ces", at: noon)
      let answer = try #require(try study.currentCodings(coder: "ada").first?.coding.answer)
      #expect(answer.value == .tags(["b", "c"]) && answer.scores == ["b": 0.75])
    }
  }

  @Test func mergedVariablesKeepTheLaterAnswer() throws {
    try withStudy { study throws in
      try study.importPosts(posts(3))
      func save(_ post: String, _ variable: String, _ value: String, at date: Date) throws {
        try study.save(
          [coding(post, .coded(.category(value)), variable: variable)], coder: ada, codebook: book, at: date)
      }
      try save("p0", "old", "moved", at: noon)
      try save("p1", "old", "earlier", at: noon)
      try save("p1", "new", "later", at: noon + 1)
      try save("p2", "new", "earlier", at: noon)
      try save("p2", "old", "later", at: noon + 1)
      #expect(try study.rename(variable: "old", to: "new", at: noon + 2) == 3)
      let now = try study.currentCodings(coder: "ada", variable: "new")
      #expect(now.map(\.coding.answer.value) == [.category("moved"), .category("later"), .category("later")])
      #expect(try study.currentCodings(coder: "ada", variable: "old").isEmpty)
      #expect(
        try study.history(coder: "ada").map(\.coding.answer.value) == [
          .category("earlier"), .category("earlier"),
        ])
      #expect(try study.rename(variable: "old", to: "new", at: noon) == 0)
    }
  }
}
