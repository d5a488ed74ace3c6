import ContentCoding
import Foundation
import Testing

@testable import Storage

@Suite struct CodingTests {
  private func answers() -> [Answer] {
    var paid = Answer.failed(Reason(.refused, "I cannot: \"help\""), details: ["raw": "no\nway"])
    paid.cost = 0.002
    return [
      .coded(
        .category("Landscape-Nature"), scores: ["Landscape-Nature": 0.75, "Other": 0.25], confidence: 0.75),
      .coded(.boolean(false), cost: 0.01), .coded(.number(-0.1)), .coded(.tags([])),
      .coded(.tags(["b", "a"])),
      .abstained(Reason(.noPicture, "")), paid,
    ]
  }

  @Test func everyKindOfAnswerComesBackAsItWent() throws {
    try withStudy { study throws in
      try study.importPosts(posts(7))
      let codings = answers().enumerated().map { coding("p\($0)", $1, fold: $0 % 2 == 0 ? $0 : nil) }
      #expect(
        try study.save(codings, coder: probe, run: "r1", configuration: first, codebook: book, at: noon).added
          == 7)
      let records = try study.currentCodings(coder: "probe")
      #expect(records.map(\.coding) == codings)
      #expect(
        records[0]
          == CodingRecord(coding: codings[0], coder: probe, run: "r1", codebook: book, codedAt: noon))
    }
  }

  @Test func whatIsReplacedGoesToTheHistoryUnlessItIsTheSame() throws {
    try withStudy { study throws in
      try study.importPosts(posts(1))
      func save(_ value: String, run: String) throws -> SaveTally {
        try study.save(
          [coding("p0", .coded(.category(value)))], coder: probe, run: run, configuration: first,
          codebook: book,
          at: noon)
      }
      #expect(try save("A", run: "r1").added == 1)
      #expect(try save("A", run: "r1").unchanged == 1)
      #expect(try save("B", run: "r1").replaced == 1)
      #expect(try save("B", run: "r2").replaced == 1)
      #expect(try study.currentCodings(coder: "probe").map(\.coding.answer.value) == [.category("B")])
      #expect(
        try study.history(coder: "probe").map(\.coding.answer.value) == [.category("A"), .category("B")])
      #expect(try study.codings(run: "r1").map(\.coding.answer.value) == [.category("B")])
      #expect(try study.codings(run: "r2").map(\.run) == ["r2"])
    }
  }

  @Test func aPersonsSavesAreAllKept() throws {
    try withStudy { study throws in
      try study.importPosts(posts(1))
      for value in ["A", "A", "B"] {
        try study.save([coding("p0", .coded(.category(value)))], coder: ada, codebook: book, at: noon)
      }
      #expect(
        try study.history(coder: "ada", post: "p0").map(\.coding.answer.value) == [
          .category("A"), .category("A"),
        ])
      #expect(try study.currentCodings(coder: "ada").count == 1)
    }
  }

  @Test func aNewConfigurationHidesOlderCodingsButTheirRunStillReadsThem() throws {
    try withStudy { study throws in
      try study.importPosts(posts(2))
      let old = Run.sample("r1", configuration: first)
      let lease = Lease(host: "here", process: 1, heartbeat: noon)
      _ = try study.acquire(old, lease: lease)
      try study.save(
        posts(2).map { coding($0.id, .coded(.category("A"))) }, coder: probe, run: "r1", configuration: first,
        codebook: book, at: noon)
      try study.finish(old, lease: lease, state: .done, at: noon)
      _ = try study.acquire(Run.sample("r2", configuration: second), lease: lease)
      #expect(try study.currentCodings(coder: "probe").isEmpty)
      #expect(try study.coders().first?.counts == [:])
      try study.save(
        [coding("p0", .coded(.category("B")))], coder: probe, run: "r2", configuration: second,
        codebook: book,
        at: noon)
      #expect(try study.currentCodings(coder: "probe").map(\.coding.postID) == ["p0"])
      #expect(try study.codings(run: "r1").map(\.coding.answer.value) == [.category("A"), .category("A")])
      #expect(try study.codings(run: "r2").map(\.coding.answer.value) == [.category("B")])
      try study.setCurrentConfiguration(first, of: probe)
      #expect(try study.currentCodings(coder: "probe").map(\.coding.postID) == ["p1"])
    }
  }

  @Test func codersAreCountedByVariableAndStatus() throws {
    try withStudy { study throws in
      try study.importPosts(posts(3))
      try study.save(
        [
          coding("p0", .coded(.category("A"))), coding("p1", .coded(.category("B"))),
          coding("p2", .abstained(Reason(.undecided, ""))),
          coding("p0", .coded(.boolean(true)), variable: "people"),
        ], coder: ada, codebook: book, at: noon)
      let summary = try #require(try study.coders().first)
      #expect(summary.identity == ada && summary.configuration == nil)
      #expect(summary.counts == ["ces": [.coded: 2, .abstained: 1], "people": [.coded: 1]])
    }
  }

  @Test func postsAreUncodedUntilEveryVariableIsAnswered() throws {
    try withStudy { study throws in
      try study.importPosts(posts(5))
      func open(_ retry: RetryChoice, configuration: Fingerprint = first, after: PostCursor? = nil) throws
        -> [String]
      {
        let found = try study.uncodedPosts(
          coder: "probe", configuration: configuration, variables: ["ces", "people"], retry: retry,
          after: after,
          limit: 100)
        if after == nil {
          #expect(
            try study.uncodedCount(
              coder: "probe", configuration: configuration, variables: ["ces", "people"], retry: retry)
              == found.posts.count)
        }
        return found.posts.map(\.id)
      }
      #expect(try open(.none).count == 5)
      let people = ["p0", "p2", "p3"].map { coding($0, .coded(.boolean(true)), variable: "people") }
      try study.save(
        people + [
          coding("p0", .coded(.category("A"))), coding("p1", .coded(.category("A"))),
          coding("p2", .failed(Reason(.network, ""))), coding("p3", .failed(Reason(.unreadable, ""))),
        ], coder: probe, run: "r1", configuration: first, codebook: book, at: noon)
      #expect(try open(.none) == ["p1", "p4"])
      #expect(try open(.transient) == ["p1", "p2", "p4"])
      #expect(try open(.all) == ["p1", "p2", "p3", "p4"])
      #expect(try open(.none, configuration: second).count == 5)
      #expect(try open(.all, after: PostCursor(post: 2)) == ["p2", "p3", "p4"])
    }
  }

  @Test func codedPostsComeWithTheirCodingsInTheOrderOfTheTable() throws {
    try withStudy { study throws in
      try study.importPosts(posts(3))
      let codings = ["p2", "p0"].flatMap { id in
        [coding(id, .coded(.boolean(true)), variable: "people"), coding(id, .coded(.category("A")))]
      }
      try study.save(codings, coder: probe, configuration: first, codebook: book, at: noon)
      try study.save(codings, coder: ada, codebook: book, at: noon)
      func met(_ coders: [String]? = nil, _ variables: [String]? = nil) throws -> [String] {
        var met: [String] = []
        try study.forEachCodedPost(coders: coders, variables: variables) { post, records in
          #expect(post.media.count == 1)
          met += records.map { "\(post.id) \($0.coding.variable) \($0.coder.name)" }
        }
        return met
      }
      #expect(
        try met() == [
          "p0 ces ada", "p0 ces probe", "p0 people ada", "p0 people probe", "p2 ces ada", "p2 ces probe",
          "p2 people ada", "p2 people probe",
        ])
      #expect(try met(["ada"], ["ces"]) == ["p0 ces ada", "p2 ces ada"])
      let pairs = try study.pairedCodings("ada", "probe", variable: "ces")
      #expect(pairs.map(\.first.coding.postID) == ["p0", "p2"])
      #expect(pairs.allSatisfy { $0.second.coder == probe })
    }
  }

  @Test func codebooksAreKeptByFingerprint() throws {
    try withStudy { study throws in
      let old = Codebook(variables: [
        Variable(name: "ces", type: .category, categories: [Category(name: "A")])
      ])
      let new = Codebook(variables: [Variable(name: "ces", type: .boolean, range: 0...1)])
      let fingerprint = try study.record(old, at: noon)
      try study.record(new, at: noon + 1)
      try study.record(old, at: noon + 2)
      #expect(try study.codebook(fingerprint) == old)
      #expect(try study.codebooks().map(\.codebook) == [old, new])
      #expect(try study.codebook(book) == nil)
    }
  }
}
