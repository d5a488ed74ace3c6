import ContentCoding
import Foundation
import GRDB
import Testing

@testable import Storage

@Suite struct SampleTests {
  @Test func aSampleComesBackAsItWasStored() throws {
    try withStudy { study throws in
      try study.importPosts(posts(6))
      let sample = Sample(
        name: "places", design: "stratified", isPurposive: true, seed: .max,
        probabilities: ["p1": 0.5, "p2": nil, "gone": 1], strata: ["p1": "lake"], drawnAt: noon)
      try study.saveSample(sample)
      var kept = sample
      kept.probabilities["gone"] = nil
      #expect(try study.sample("places") == kept)
      #expect(
        try study.samples() == [
          SampleSummary(
            name: "places", posts: 2, design: "stratified", isPurposive: true, seed: .max, drawnAt: noon)
        ])
      try study.saveSample(
        Sample(name: "places", design: "random", probabilities: ["p3": 0.1], drawnAt: noon))
      #expect(try study.sample("places")?.probabilities == ["p3": 0.1])
      #expect(try study.sample("places")?.seed == nil)
      #expect(try study.removeSample("places"))
      #expect(try !study.removeSample("places"))
      #expect(try study.sample("places") == nil && study.postCount() == 6)
    }
  }

  @Test func weightsAreThereOnlyWhereTheyMeanSomething() {
    func weights(_ probabilities: [String: Double?], isPurposive: Bool = false) -> [String: Double]? {
      Sample(
        name: "s", design: "", isPurposive: isPurposive, probabilities: probabilities, drawnAt: noon
      ).weights
    }
    #expect(weights(["a": 0.5, "b": 0.25]) == ["a": 2, "b": 4])
    #expect(weights(["a": 0.5, "b": 0.25], isPurposive: true) == nil)
    #expect(weights(["a": 0.5, "b": nil]) == nil)
    #expect(weights(["a": 0]) == nil && weights(["a": 1.5]) == nil && weights(["a": .nan]) == nil)
    #expect(weights([:]) == nil)
  }

  @Test func idsAndMediaOfASelectionAreCounted() throws {
    try withStudy { study throws in
      try study.importPosts(posts(4))
      try study.saveSample(
        Sample(name: "s", design: "random", probabilities: ["p3": 1, "p0": 1], drawnAt: noon))
      #expect(try study.postIDs() == ["p0", "p1", "p2", "p3"])
      #expect(try study.postIDs(in: .sample("s")) == ["p0", "p3"])
      #expect(try study.mediaCount() == 4)
      #expect(try study.mediaCount(in: .sample("s")) == 2)
      #expect(try study.mediaCount(in: .ids(["p1", "p1", "x"])) == 1)
    }
  }
}
