import ContentCoding
import Foundation
import GRDB
import Testing

@testable import Storage

@Suite struct PairTests {
  let sample = PairSample(
    name: "check", clustering: "places", design: "2 of 9", seed: .max,
    pairs: [
      PostPair(number: 1, first: "p2", second: "p0", isWithin: true, cluster: 3, probability: 0.25),
      PostPair(number: 2, first: "p1", second: "p3", isWithin: false),
    ], drawnAt: noon)

  @Test func pairsComeBackAsTheyWereStored() throws {
    try withStudy { study throws in
      try study.importPosts(posts(4))
      var given = sample
      given.pairs.append(PostPair(number: 3, first: "p1", second: "gone", isWithin: false))
      try study.savePairs(given)
      #expect(try study.pairs("check") == sample)
      #expect(try study.pairs("none") == nil)
      #expect(
        try study.pairSamples() == [
          PairSampleSummary(
            name: "check", clustering: "places", pairs: 2, coders: [], design: "2 of 9", drawnAt: noon)
        ])
    }
  }

  @Test func judgementsAreKeptByPersonAndReplaced() throws {
    try withStudy { study throws in
      try study.importPosts(posts(4))
      try study.savePairs(sample)
      #expect(
        try study.savePairJudgements([1: true, 2: false, 7: true], of: "check", by: "anna", at: noon) == 2)
      #expect(try study.savePairJudgements([1: false], of: "check", by: "ben", at: noon) == 1)
      #expect(try study.savePairJudgements([2: true], of: "check", by: "anna", at: noon) == 1)
      #expect(try study.savePairJudgements([1: true], of: "none", by: "anna", at: noon) == 0)
      #expect(
        try study.pairJudgements(of: "check") == ["anna": [1: true, 2: true], "ben": [1: false]])
      #expect(try study.pairSamples().map(\.coders) == [["anna", "ben"]])
    }
  }

  @Test func judgementsGoWithTheirPairsAndPairsWithTheirPosts() throws {
    try withStudy { study throws in
      try study.importPosts(posts(4))
      try study.savePairs(sample)
      try study.savePairJudgements([1: true, 2: false], of: "check", by: "anna", at: noon)
      _ = try study.forget(post: "p3", at: noon)
      #expect(try study.pairs("check")?.pairs.map(\.number) == [1])
      #expect(try study.pairJudgements(of: "check") == ["anna": [1: true]])
      try study.savePairs(sample)
      #expect(try study.pairJudgements(of: "check").isEmpty)
      #expect(try study.removePairs("check"))
      #expect(try !study.removePairs("check"))
      #expect(try study.pairs("check") == nil)
    }
  }
}
