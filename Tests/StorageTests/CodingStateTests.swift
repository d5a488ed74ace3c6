import ContentCoding
import Foundation
import Testing

@testable import Storage

@Suite struct CodingStateTests {
  @Test func theStateChangesWithWhatIsCurrent() throws {
    try withStudy { study throws in
      try study.importPosts(posts(3))
      #expect(try study.codingState(of: "probe") == nil)
      var states: [CodingState?] = []
      func save(_ post: String, _ value: String, run: String, _ configuration: Fingerprint, after: Double)
        throws
      {
        try study.save(
          [coding(post, .coded(.category(value)))], coder: probe, run: run, configuration: configuration,
          codebook: book, at: noon.addingTimeInterval(after))
        states.append(try study.codingState(of: "probe"))
      }
      try save("p0", "A", run: "r1", first, after: 0)
      try save("p0", "A", run: "r1", first, after: 1)
      #expect(states[0] == states[1])
      #expect(states[0]?.count == 1 && states[0]?.runs == ["r1"] && states[0]?.configuration == first)
      try save("p1", "A", run: "r1", first, after: 2)
      try save("p1", "B", run: "r1", first, after: 3)
      try save("p2", "B", run: "r2", first, after: 3)
      #expect(states[4]?.count == 3 && states[4]?.runs == ["r1", "r2"])
      let other = Fingerprint(of: "other")
      try study.setCurrentConfiguration(other, of: probe)
      states.append(try study.codingState(of: "probe"))
      #expect(states[5]?.count == 0 && states[5]?.newest == nil && states[5]?.configuration == other)
      #expect(Set(states).count == 5)
    }
  }

  @Test func anImportedModelHasNeitherConfigurationNorRun() throws {
    try withStudy { study throws in
      try study.importPosts(posts(1))
      let model = CoderIdentity(name: "elsewhere", kind: .model)
      try study.save([coding("p0", .coded(.category("A")))], coder: model, codebook: book, at: noon)
      let state = try study.codingState(of: "elsewhere")
      #expect(state?.configuration == nil && state?.runs == [] && state?.count == 1)
    }
  }
}
