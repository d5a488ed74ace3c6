import ContentCoding
import Foundation
import Reliability
import Testing

@testable import Exchange

/// Damaged samples of every format: each is read, or refused with a reason.
///
/// `CODEFRAME_FUZZ=2000` damages more of them, `CODEFRAME_FUZZ_MINUTES=10` goes on for so long with each, by a seed of its own.
struct FormatFuzzTests {
  private static func setting(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  private static let rounds = setting("CODEFRAME_FUZZ") ?? 40
  private static let time = Duration.seconds(60 * (setting("CODEFRAME_FUZZ_MINUTES") ?? 0))

  /// The most memory that this process has had, in MiB; 0 where the kernel does not say.
  private static var peak: Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    return status.firstMatch(of: /VmHWM:\s+(\d+) kB/).flatMap { Int($0.1) }.map { $0 >> 10 } ?? 0
  }

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
    var seed = UInt64(name.utf8.reduce(0) { $0 &* 31 &+ Int($1) }.magnitude)
    if Self.time > .zero { seed ^= .random(in: 0...(.max)) }
    var generator = SplitMix64(seed: seed)
    let file = study.appending(path: name)
    let end = ContinuousClock.now + Self.time
    var round = 0
    while round < Self.rounds || ContinuousClock.now < end {
      round += 1
      try Data(Self.damaged(whole, by: &generator)).write(to: file)
      let origin = try #require(PostOrigin(path: file.path))
      let found = try #require(PostReaders.reader(for: origin))
      let setting = PostSetting(study: study, codebook: Codebook(variables: []))
      do {
        _ = try found.format.init(origin, for: setting).read(batchSize: 10) { posts in
          for post in posts {
            #expect(!post.post.id.isEmpty && post.post.id.utf8.count <= 4_000, "seed \(seed), round \(round)")
          }
        }
      } catch {
        #expect(!"\(error)".isEmpty)
      }
    }
    if Self.time > .zero {
      print("\(name): \(round) damaged files, seed \(seed), at most \(Self.peak) MiB")
      #expect(Self.peak < 2_048)
    }
    // Whatever a zip says, files come to lie in the study's folder of media alone.
    let places = Set(try FileManager.default.contentsOfDirectory(atPath: study.path))
    #expect(places.isSubset(of: [name, "media"]))
  }
}
