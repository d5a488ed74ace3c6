import ContentCoding
import Foundation
import Testing

@testable import Storage

struct HandCodingTests {
  private static let street = Answer.coded(.category("Street"))
  private static let square = Answer.coded(.category("Square"))

  private static func save(
    _ answers: [String: Answer?], _ remark: Remark? = nil, seen version: String, in study: Study
  ) throws -> HandSave? {
    try study.save(answers, remark, of: "p0", by: ada, seen: version, codebook: book, at: noon)
  }

  private static func now(_ study: Study) throws -> HandCoding {
    try #require(try study.handCoding(of: "p0", by: "ada"))
  }

  @Test func everySaveMakesAnotherVersion() throws {
    try withStudy { study throws in
      try study.importPosts(posts(2))
      var versions = [try Self.now(study).version]
      let steps: [([String: Answer?], Remark?)] = [
        (["ces": Self.street], nil), (["ces": Self.square], nil), (["ces": nil], nil),
        (["ces": Self.street], nil),
        ([:], Remark(comment: "rain")), ([:], Remark()), ([:], Remark(comment: "rain")),
        (["ces": nil, "other": Self.square], nil), (["ces": Self.street, "other": nil], nil),
      ]
      for (answers, remark) in steps {
        let saved = try Self.save(answers, remark, seen: versions.last ?? "", in: study)
        let after = try Self.now(study)
        #expect(saved == .saved(after))
        versions.append(after.version)
      }
      #expect(Set(versions).count == versions.count, "\(versions)")
      #expect(try Self.now(study).answers == ["ces": Self.street])
      #expect(try study.currentCodings(coder: "ada").map(\.coding.answer) == [Self.street])
      // Whatever was replaced or taken back is in the history.
      #expect(
        try study.history(coder: "ada", post: "p0").map(\.coding.answer) == [
          Self.street, Self.square, Self.street, Self.square,
        ])
    }
  }

  @Test func anOldVersionChangesNothing() throws {
    try withStudy { study throws in
      try study.importPosts(posts(1))
      let old = try Self.now(study).version
      _ = try Self.save(["ces": Self.street], Remark(comment: "first"), seen: old, in: study)
      let before = try Self.now(study)
      #expect(try Self.save(["ces": Self.square], Remark(), seen: old, in: study) == .outdated(before))
      #expect(try Self.now(study) == before)
      #expect(try study.history(coder: "ada").isEmpty)
    }
  }

  @Test func whatStaysTheSameIsNotSavedAgain() throws {
    try withStudy { study throws in
      try study.importPosts(posts(1))
      var version = try Self.now(study).version
      for _ in 0..<3 {
        guard case .saved(let now) = try Self.save(["ces": Self.street], Remark(), seen: version, in: study)
        else {
          Issue.record("the version was the newest")
          return
        }
        version = now.version
      }
      #expect(try study.history(coder: "ada").isEmpty)
    }
  }

  /// Of many who saw the same version one is taken, the others are told.
  @Test func ofManyAtOnceOneIsTaken() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "storage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let study = try Study.create(at: folder)
    try study.importPosts(posts(1))
    let version = try Self.now(study).version
    let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<8 {
        group.addTask {
          let other = try Study(openingAt: folder)
          let saved = try Self.save(["ces": .coded(.number(Double(number)))], seen: version, in: other)
          if case .saved = saved { return true }
          return false
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(taken == 1)
    #expect(try study.currentCodings(coder: "ada").count == 1)
    try study.close()
  }

  @Test func aPostThatIsGoneIsNotSaved() throws {
    try withStudy { study throws in
      #expect(try study.handCoding(of: "p0", by: "ada") == nil)
      #expect(try Self.save(["ces": Self.street], seen: "0.0.0", in: study) == nil)
    }
  }
}
