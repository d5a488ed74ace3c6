import ContentCoding
import Foundation
import Testing

@testable import Storage

@Suite struct DuplicatesTests {
  private let pair = DuplicateGroup(kind: .near, posts: ["p0", "p3"], kept: "p3")
  private let three = DuplicateGroup(kind: .sameBytes, posts: ["p1", "p2", "p4"], kept: "p1")

  @Test func groupsAreReadAsTheyWereMarked() throws {
    try withStudy { study throws in
      #expect(try study.duplicates().isEmpty)
      try study.importPosts(posts(6))
      try study.saveDuplicates([pair, three], at: noon)
      #expect(try study.duplicates() == [pair, three])
      try study.saveDuplicates([three], at: noon)
      #expect(try study.duplicates() == [three])
      try study.saveDuplicates([], at: noon)
      #expect(try study.duplicates().isEmpty)
    }
  }

  @Test func aForgottenPostLeavesItsGroup() throws {
    try withStudy { study throws in
      try study.importPosts(posts(6))
      try study.saveDuplicates([pair, three], at: noon)
      _ = try study.forget(post: "p0", at: noon)
      _ = try study.forget(post: "p2", at: noon)
      #expect(try study.duplicates() == [DuplicateGroup(kind: .sameBytes, posts: ["p1", "p4"], kept: "p1")])
    }
  }

  @Test func idsThatNoPostHasAreLeftOut() throws {
    try withStudy { study throws in
      try study.importPosts(posts(2))
      try study.saveDuplicates(
        [DuplicateGroup(kind: .near, posts: ["gone", "p0", "p1"], kept: "gone")], at: noon)
      #expect(try study.duplicates() == [DuplicateGroup(kind: .near, posts: ["p0", "p1"], kept: "p0")])
    }
  }
}
