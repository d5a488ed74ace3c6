import ContentCoding
import Foundation
import GRDB
import Testing

@testable import Storage

@Suite struct PostTests {
  let full = Post(
    id: "17", text: "Lago\n\"Gutiérrez\" 🏔", author: "ada",
    time: Date(timeIntervalSince1970: 1_600_000_000.25),
    columns: ["place": "Bariloche", "empty": ""], counts: ["likes": 12, "ratio": 0.1],
    media: [
      Media(path: "b.jpg"), Media(path: "a.jpg", sha256: "aa", stamp: FileStamp(size: 1, modified: -2)),
    ],
    partOf: "16")

  @Test func aPostComesBackAsItWent() throws {
    try withStudy { study throws in
      #expect(try study.importPosts([full]).added == 1)
      #expect(try study.post("17") == full)
      #expect(try study.post("18") == nil)
      #expect(try study.mediaCount() == 2)
    }
  }

  @Test func importingAgainUpdatesAndNeverDoubles() throws {
    try withStudy { study throws in
      var tally = try study.importPosts([full, Post(id: "18"), full])
      #expect((tally.added, tally.unchanged, tally.updated) == (2, 1, 0))
      var changed = full
      changed.counts["likes"] = 13
      tally = try study.importPosts([changed, Post(id: "18")])
      #expect((tally.added, tally.unchanged, tally.updated) == (0, 1, 1))
      #expect(try study.post("17") == changed)
      #expect(try study.postCount() == 2)
      #expect(try study.mediaCount() == 2)
      changed.author = nil
      #expect(try study.importPosts([changed]).unchanged == 1)
      #expect(try study.post("17")?.author == full.author, "what a table does not bring stays")
    }
  }

  @Test func theHashOfAFileStaysAsLongAsItsPath() throws {
    try withStudy { study throws in
      try study.importPosts([full])
      let stamp = FileStamp(size: 9, modified: 8)
      try study.record([Media(path: "b.jpg", sha256: "bb", stamp: stamp)])
      var again = full
      again.media = [Media(path: "c.jpg"), Media(path: "b.jpg"), Media(path: "a.jpg")]
      #expect(try study.importPosts([again]).updated == 1)
      #expect(
        try study.post("17")?.media == [
          Media(path: "c.jpg"), Media(path: "b.jpg", sha256: "bb", stamp: stamp), full.media[1],
        ])
      #expect(try study.importPosts([again]).unchanged == 1)
    }
  }

  @Test func nothingIsHalfImported() throws {
    struct BadLine: Error {}
    try withStudy { study throws in
      #expect(throws: BadLine.self) {
        try study.importing { session in
          try session.add(posts(500))
          throw BadLine()
        }
      }
      #expect(try study.postCount() == 0)
      #expect(try study.mediaCount() == 0)
    }
  }

  @Test func pagesMeetEveryPostOnceInTheOrderOfImport() throws {
    try withStudy { study throws in
      try study.importPosts(posts(25))
      var met: [String] = []
      try study.forEachPage(size: 10) { met += $0.map(\.id) }
      #expect(met == (0..<25).map { "p\($0)" })
      let page = try study.posts(limit: 10)
      let next = try study.posts(after: page.end, limit: 100)
      #expect(page.posts.count == 10 && next.posts.count == 15)
      #expect(try study.posts(after: next.end, limit: 5).end == nil)
    }
  }

  @Test func selectionsHoldWhatTheyName() throws {
    try withStudy { study throws in
      try study.importPosts(posts(10))
      try study.saveSplit("given", parts: ["p1": "train", "p5": "test", "p3": "test", "gone": "test"])
      try study.saveSample(
        Sample(name: "s", design: "random", probabilities: ["p7": 0.2, "p2": nil], drawnAt: noon))
      func ids(_ selection: PostSelection) throws -> [String] {
        var met: [String] = []
        try study.forEachPage(in: selection, size: 1) { met += $0.map(\.id) }
        #expect(try study.postCount(in: selection) == met.count)
        return met
      }
      #expect(try ids(.split("given", part: "test")) == ["p3", "p5"])
      #expect(try ids(.sample("s")) == ["p2", "p7"])
      #expect(try ids(.ids(["p9", "p0", "p9", "no\"such"])) == ["p0", "p9"])
      #expect(try ids(.sample("none")).isEmpty)
      #expect(try study.posts(withIDs: ["p9", "x", "p0"]).map(\.id) == ["p9", "p0"])
      #expect(try study.splits() == ["given": ["train": 1, "test": 2]])
      #expect(try study.sample("s")?.probabilities == ["p7": 0.2, "p2": nil])
      #expect(try study.samples().map(\.name) == ["s"])
    }
  }

  @Test func foldsAreReplacedAsAWhole() throws {
    try withStudy { study throws in
      try study.importPosts(posts(4))
      #expect(try study.folds() == nil)
      try study.saveFolds(Folds(count: 3, assignment: ["p0": 0, "p1": 2]))
      try study.saveFolds(Folds(count: 2, assignment: ["p1": 1, "gone": 0]))
      #expect(try study.folds()?.count == 2)
      #expect(try study.folds()?.assignment == ["p1": 1])
    }
  }

  @Test func mediaStreamInTheOrderOfPosts() throws {
    try withStudy { study throws in
      try study.importPosts([Post(id: "z", media: [Media(path: "2"), Media(path: "1")]), full])
      var met: [String] = []
      try study.forEachMedia { post, position, media in met.append("\(post) \(position) \(media.path)") }
      #expect(met == ["z 0 2", "z 1 1", "17 0 b.jpg", "17 1 a.jpg"])
    }
  }
}
