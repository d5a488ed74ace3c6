import ContentCoding
import Foundation
import Testing

@testable import ModelCoders

@Suite("Files of media", .timeLimit(.minutes(10)))
struct MediaFileTests {
  let store = MemoryStore()
  let folder: StudyFolder

  init() throws { folder = try StudyFolder() }

  func pipeline() -> FeaturePipeline {
    FeaturePipeline(
      folder: folder.url, extractors: [LetterCounter()], store: store, ledger: store,
      workers: Workers(count: 2))
  }

  func feature(_ media: Media) async throws -> Feature? {
    try await pipeline().features(of: [media], by: LetterCounter().identity).first
  }

  @Test func aVanishedFileIsMissingAndLookedForAgain() async throws {
    #expect(try await feature(Media(path: "late"))?.reason?.code == .missingFile)
    #expect(store.count(of: LetterCounter().identity) == 0)
    try folder.write("ab", to: "late")
    #expect(try await feature(Media(path: "late"))?.vector == [1, 1, 0])
  }

  @Test func aVanishedFileKeepsItsFeature() async throws {
    try folder.write("abb", to: "gone")
    _ = try await feature(Media(path: "gone"))
    try folder.remove("gone")
    #expect(try await feature(store.media(["gone"])[0])?.vector == [1, 2, 0])
    #expect(try await feature(Media(path: "gone"))?.reason?.code == .missingFile)
  }

  @Test func aChangedFileIsReadAgain() async throws {
    try folder.write("aaa", to: "file", modified: 1)
    _ = try await feature(Media(path: "file"))
    let before = try #require(store.media(["file"]).first)
    try folder.write("bbb", to: "file", modified: 2)
    #expect(try await feature(before)?.vector == [0, 3, 0])
    let after = try #require(store.media(["file"]).first)
    #expect(after.sha256 != before.sha256)
    #expect(after.stamp != before.stamp)
    // A hash without a stamp says nothing about the file of today.
    #expect(try await feature(Media(path: "file", sha256: before.sha256))?.vector == [0, 3, 0])
  }

  @Test func theLedgerHoldsHashAndStamp() async throws {
    try folder.write("abc", to: "file", modified: 5)
    _ = try await feature(Media(path: "file"))
    let media = try #require(store.media(["file"]).first)
    #expect(media.sha256 == Fingerprint(ofBytes: Array("abc".utf8)).hex)
    #expect(media.stamp == FileStamp(size: 3, modified: 1_700_000_005_000_000_000))
  }

  @Test func whatIsNoFileDoesNotHang() async throws {
    let pipe = folder.url.appendingPathComponent("pipe").path
    #expect(mkfifo(pipe, 0o600) == 0)
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("folder"), withIntermediateDirectories: false)
    for path in ["pipe", "folder", "/dev/zero", "/dev/tty", "", ".", "/"] {
      let reason = try await feature(Media(path: path))?.reason
      #expect(reason?.code == .fileAccess, "\(path)")
    }
    #expect(try await feature(Media(path: "pipe/under"))?.reason?.code == .missingFile)
  }

  @Test func aPathThatHoldsANulNamesNoFile() async throws {
    try folder.write("abc", to: "file")
    #expect(try await feature(Media(path: "file\0.jpg"))?.reason?.code == .missingFile)
    #expect(MediaFile(Media(path: "file\0.jpg"), in: folder.url).stamp().isFailure)
  }

  @Test(arguments: ["a b.txt", "50%20.txt", "q?x=1#y.txt", "ä/😀.txt", "a\nb"])
  func unusualNames(_ name: String) async throws {
    let place = folder.url.appendingPathComponent(name).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try Data("aac".utf8).write(to: folder.url.appendingPathComponent(name))
    #expect(try await feature(Media(path: name))?.vector == [2, 0, 1])
  }

  @Test func absoluteAndClimbingPaths() async throws {
    try folder.write("abc", to: "file")
    let name = folder.url.lastPathComponent
    for path in [folder.url.appendingPathComponent("file").path, "../\(name)/file", "./file"] {
      #expect(try await feature(Media(path: path))?.vector == [1, 1, 1], "\(path)")
    }
  }

  @Test func anOversizedFileIsNotRead() async throws {
    let file = folder.url.appendingPathComponent("large")
    FileManager.default.createFile(atPath: file.path, contents: nil)
    // A hole, which takes no room.
    #expect(truncate(file.path, Int(MediaFile.sizeLimit) + 1) == 0)
    let reason = try await feature(Media(path: "large"))?.reason
    #expect(reason?.code == .unreadable)
    #expect(reason?.message.contains("268435457") == true)
  }

  @Test func anEmptyFileIsReadAsSuch() async throws {
    try folder.write("", to: "empty")
    #expect(try await feature(Media(path: "empty"))?.vector == [0, 0, 0])
  }
}

extension Result {
  fileprivate var isFailure: Bool { if case .failure = self { true } else { false } }
}
