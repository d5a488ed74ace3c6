import ContentCoding
import Foundation
import Reliability
import Testing

@testable import Exchange

/// Damaged samples of every format: each is read, or refused with a reason; `CODEFRAME_FUZZ=2000` damages more of them.
struct FormatFuzzTests {
  private static let rounds =
    ProcessInfo.processInfo.environment["CODEFRAME_FUZZ"].flatMap { Int($0) } ?? 40

  private static func damaged(_ bytes: [UInt8], by generator: inout SplitMix64) -> [UInt8] {
    var bytes = bytes
    for _ in 0...Int(generator.next() % 8) where !bytes.isEmpty {
      let place = Int(generator.next() % UInt64(bytes.count))
      switch generator.next() % 5 {
      case 0: bytes[place] = UInt8(truncatingIfNeeded: generator.next())
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(UInt8(truncatingIfNeeded: generator.next()), at: place)
      case 3: bytes.removeSubrange(place..<min(bytes.count, place + Int(generator.next() % 200)))
      default:
        let piece = bytes[place..<min(bytes.count, place + Int(generator.next() % 200))]
        bytes.insert(contentsOf: Array(piece), at: Int(generator.next() % UInt64(bytes.count)))
      }
    }
    return bytes
  }

  @Test(arguments: FormatsTests.samples.map(\.name).filter { !["instaloader", "imagefolder"].contains($0) })
  func whatIsDamagedIsReadOrRefused(name: String) throws {
    let study = FileManager.default.temporaryDirectory.appending(path: "fuzz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: study, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: study) }
    let whole = Array(try Data(contentsOf: FormatsTests.folder.appending(path: name)))
    var generator = SplitMix64(seed: UInt64(name.utf8.reduce(0) { $0 &* 31 &+ Int($1) }.magnitude))
    let file = study.appending(path: name)
    for round in 0..<Self.rounds {
      try Data(Self.damaged(whole, by: &generator)).write(to: file)
      let origin = try #require(PostOrigin(path: file.path))
      let found = try #require(PostReaders.reader(for: origin))
      let setting = PostSetting(study: study, codebook: Codebook(variables: []))
      do {
        _ = try found.format.init(origin, for: setting).read(batchSize: 10) { posts in
          for post in posts { #expect(!post.post.id.isEmpty && post.post.id.utf8.count <= 4_000, "\(round)") }
        }
      } catch {
        #expect(!"\(error)".isEmpty)
      }
    }
    // Whatever a zip says, files come to lie in the study's folder of media alone.
    let places = Set(try FileManager.default.contentsOfDirectory(atPath: study.path))
    #expect(places.isSubset(of: [name, "media"]))
  }
}
