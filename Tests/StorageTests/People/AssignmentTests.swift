import ContentCoding
import Foundation
import Testing

@testable import Storage

struct AssignmentTests {
  private static func withAssignment(_ body: (Study) throws -> Void) throws {
    try withStudy { study throws in
      try study.importPosts(posts(6))
      try study.saveSample(
        Sample(
          name: "main", design: "all",
          probabilities: Dictionary(uniqueKeysWithValues: posts(6).map { ($0.id, 1) }),
          drawnAt: noon))
      try study.saveAssignments([
        Assignment(
          coder: "ada", sample: "main",
          posts: ["p3", "p1", "gone", "p5"].map { Assignment.Post($0, isOverlap: $0 == "p1") })
      ])
      try body(study)
    }
  }

  @Test func ordersAndProgressComeBack() throws {
    try Self.withAssignment { study in
      #expect(try study.assignedPosts(of: "ada", in: "main").map(\.id) == ["p3", "p1", "p5"])
      #expect(
        try study.assignments() == [
          AssignmentProgress(coder: "ada", sample: "main", posts: 3, overlap: 1, done: 0)
        ])
      #expect(try study.assignment(of: "ben", in: "main") == nil)
      #expect(try study.assignedPost("p0", of: "ada", in: "main") == nil)
      try study.note(done: ["p1": noon, "p3": noon.addingTimeInterval(60)], of: "ada", in: "main")
      #expect(try study.assignment(of: "ada", in: "main")?.done == 2)
      #expect(try study.nextAssignedPost(after: 0, of: "ada", in: "main")?.id == "p5")
      #expect(
        try study.doneTimes(of: "ada", in: "main", count: 9) == [noon.addingTimeInterval(60), noon])
      try study.note(done: ["p1": nil], of: "ada", in: "main")
      #expect(try study.nextAssignedPost(after: 3, of: "ada", in: "main")?.id == "p1")
    }
  }

  @Test func afterTheLastComesTheFirstThatIsOpen() throws {
    try Self.withAssignment { study in
      let last = try #require(try study.assignedPosts(of: "ada", in: "main").last)
      #expect(try study.nextAssignedPost(after: last.place, of: "ada", in: "main")?.id == "p3")
      // What one is at is not what comes next.
      try study.note(done: ["p3": noon, "p1": noon], of: "ada", in: "main")
      #expect(try study.nextAssignedPost(after: last.place, of: "ada", in: "main") == nil)
    }
  }

  @Test func aSampleThatGoesTakesItsAssignmentsAlong() throws {
    try Self.withAssignment { study in
      try study.removeSample("main")
      #expect(try study.assignments().isEmpty)
    }
  }
}
