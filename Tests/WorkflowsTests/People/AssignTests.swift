import ContentCoding
import Foundation
import Storage
import Testing

@testable import Workflows

struct AssignTests {
  private static func dealt(_ people: [String], overlap: Double, in open: OpenStudy) throws -> [String:
    [String]]
  {
    var assign = Assign("main", to: people)
    assign.overlap = overlap
    assign.replaces = true
    _ = try assign.run(in: open)
    return try Dictionary(
      uniqueKeysWithValues: people.map { ($0, try open.study.assignedPosts(of: $0, in: "main").map(\.id)) })
  }

  /// Every post goes to one person, a share to two, and all have the same within a post.
  @Test(arguments: [(1, 0.2), (2, 0.0), (2, 0.2), (2, 1.0), (3, 0.3), (5, 0.1)])
  func aShareIsDealtTwice(people: Int, overlap: Double) throws {
    try SmallStudy.with(posts: 100) { open in
      let names = (0..<people).map { "person \($0)" }
      let dealt = try Self.dealt(names, overlap: overlap, in: open)
      let times = Dictionary(dealt.values.joined().map { ($0, 1) }, uniquingKeysWith: +)
      let shared = people > 1 ? Int(overlap * 100) : 0
      #expect(times.count == 100 && times.values.count { $0 == 2 } == shared && times.values.max() ?? 0 <= 2)
      let sizes = dealt.values.map(\.count)
      #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
      #expect(dealt.values.allSatisfy { Set($0).count == $0.count })
      // The same again, and no two people in the same order.
      #expect(try Self.dealt(names, overlap: overlap, in: open) == dealt)
      if people > 1, overlap == 1 { #expect(dealt[names[0]] != dealt[names[1]]) }
    }
  }

  @Test func pairsTakeTurns() throws {
    try SmallStudy.with(posts: 60) { open in
      let dealt = try Self.dealt(["a", "b", "c"], overlap: 1, in: open).mapValues { Set($0) }
      for (one, other) in [("a", "b"), ("a", "c"), ("b", "c")] {
        #expect(dealt[one]?.intersection(dealt[other] ?? []).count == 20)
      }
    }
  }

  @Test func whatCannotBeDealtIsSaid() throws {
    try SmallStudy.with(posts: 4) { open in
      var wide = Assign("main", to: ["anna"])
      wide.overlap = 1.5
      var again = Assign("main", to: ["anna"])
      again.retest = 3
      let refused = [
        Assign("main", to: []), Assign("main", to: ["anna", "anna"]), Assign("none", to: ["anna"]),
        Assign("main", to: ["gold"]), wide, again,
      ]
      for assign in refused { #expect(throws: UserError.self) { try assign.run(in: open) } }
      _ = try Assign("main", to: ["anna"]).run(in: open)
      #expect(throws: UserError.self) { try Assign("main", to: ["anna"]).run(in: open) }
    }
  }

  /// What a person codes a second time stands beside the first, and says nothing of what people agree on.
  @Test func aRetestIsKeptApart() throws {
    try SmallStudy.with(posts: 10) { open in
      let anna = try Person("anna", in: open)
      let queue = try CodingQueue(of: anna, sample: "main", in: open)
      while let next = try queue.next() {
        let version = try #require(try queue.coding(of: next.id)).version
        _ = try queue.save(["crowd": .coded(.boolean(true))], Remark(), of: next.id, seen: version)
      }
      #expect(try queue.standing().progress.done == 10)
      var assign = Assign("main", to: ["anna"])
      assign.retest = 4
      let given = try assign.run(in: open)
      #expect(
        given.map(\.coder) == ["anna (retest)"] && given.map(\.posts) == [4] && given.map(\.done) == [0])
      let again = try CodingQueue(of: anna, isRetest: true, sample: "main", in: open)
      let first = try #require(try again.next())
      #expect(try again.coding(of: first.id)?.answers.isEmpty == true)
      _ = try again.save(["crowd": .coded(.boolean(false))], Remark(), of: first.id, seen: "0.0.0")
      #expect(try open.study.currentCodings(coder: "anna").count == 10)
      #expect(
        try open.study.currentCodings(coder: "anna (retest)").map(\.coding.answer.value) == [.boolean(false)])
      #expect(try StudyStatus(of: open).agreement.isEmpty)
    }
  }

  /// Codings that came by another way count too.
  @Test func whatWasImportedIsDone() throws {
    try SmallStudy.with(posts: 3) { open in
      try open.study.save(
        [Coding(postID: "p1", variable: "crowd", answer: .coded(.boolean(true)))],
        coder: CoderIdentity(name: "anna", kind: .person), codebook: open.codebook, at: Date())
      let given = try Assign("main", to: ["anna"]).run(in: open)
      #expect(given.first?.done == 1)
    }
  }

  @Test func thePaceIsTheMedianOfTheLast() {
    let start = Date(timeIntervalSince1970: 1_800_000_000)
    // A pause of an hour among posts of ten seconds.
    let times = [3690.0, 3680, 3670, 70, 60, 50].map { start.addingTimeInterval($0) }
    #expect(CodingQueue.pace(times) == 6)
    #expect(CodingQueue.pace(Array(times.prefix(2))) == nil && CodingQueue.pace([]) == nil)
  }
}
