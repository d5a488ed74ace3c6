import ContentCoding
import Foundation
import Testing

@testable import Storage

@Suite struct FeatureCacheTests {
  private let clip = ExtractorIdentity(name: "clip", fingerprint: first)
  private let hash = ExtractorIdentity(name: "phash", fingerprint: second)

  @Test func featuresComeBackAsTheyWent() throws {
    try withFolder { folder throws in
      let cache = try FeatureCache(in: folder.appendingPathComponent("cache"))
      let features: [String: Feature] = [
        "aa": .vector([1, -0.1, .leastNonzeroMagnitude, .greatestFiniteMagnitude]), "bb": .vector([]),
        "cc": .missing(Reason(.unreadable, "b.jpg is no picture")),
      ]
      try cache.store(features, extractor: clip)
      try cache.store(["aa": .hash(.max), "bb": .hash(0)], extractor: hash)
      #expect(try cache.features(sha256s: ["aa", "bb", "cc", "dd"], extractor: clip) == features)
      #expect(
        try cache.features(sha256s: ["aa", "bb"], extractor: hash) == ["aa": .hash(.max), "bb": .hash(0)])
      try cache.store(["aa": .vector([2])], extractor: clip)
      #expect(try cache.features(sha256s: ["aa"], extractor: clip) == ["aa": .vector([2])])
      #expect(try cache.statistics().map(\.count) == [3, 2])
      #expect(try cache.statistics().first?.bytes == 4)
      try cache.remove(sha256s: ["aa"])
      #expect(try cache.features(sha256s: ["aa"], extractor: hash).isEmpty)
      #expect(cache.notice == nil)
    }
  }

  @Test func whatMayComeBackIsNotKept() throws {
    try withFolder { folder throws in
      let cache = try FeatureCache(in: folder)
      try cache.store(["aa": .missing(Reason(.missingFile, "gone"))], extractor: clip)
      #expect(try cache.features(sha256s: ["aa"], extractor: clip).isEmpty)
    }
  }

  @Test func halfPrecisionHalvesTheBytesAndKeepsElevenBits() throws {
    try withFolder { folder throws in
      let cache = try FeatureCache(in: folder, precision: .float16)
      let vector = (0..<256).map { Float($0 - 128) / 97 }
      try cache.store(["aa": .vector(vector), "big": .vector([70_000, 1.000_001])], extractor: clip)
      let found = try cache.features(sha256s: ["aa", "big"], extractor: clip)
      guard case .vector(let half) = found["aa"] else {
        Issue.record("no vector")
        return
      }
      #expect(zip(vector, half).allSatisfy { abs($0 - $1) <= abs($0) / 2048 })
      #expect(found["big"] == .vector([70_000, 1.000_001]))
      #expect(try cache.statistics().first?.bytes == 256 * 2 + 2 * 4)
    }
  }

  @Test func everyHalfPrecisionNumberSurvives() {
    for bits in UInt16.min...UInt16.max where bits & 0x7C00 != 0x7C00 {
      #expect(HalfPrecision.bits(of: HalfPrecision.number(of: bits)) == bits)
    }
  }

  #if !(os(macOS) && arch(x86_64))
  @Test func halfPrecisionRoundsAsTheProcessorDoes() {
    var state: UInt32 = 1
    for _ in 0..<20_000 {
      state = state &* 1_664_525 &+ 1_013_904_223
      let number = Float(bitPattern: state)
      guard abs(number) < 65_520 else { continue }
      #expect(HalfPrecision.bits(of: number) == Float16(number).bitPattern, "\(number)")
    }
  }
  #endif

  @Test func aDamagedFileIsSetAside() throws {
    try withFolder { folder throws in
      let file = folder.appendingPathComponent("features.sqlite")
      try Data(repeating: 0x5A, count: 50_000).write(to: file)
      let cache = try FeatureCache(in: folder)
      #expect(cache.notice?.contains("was damaged") == true)
      try cache.store(["aa": .hash(1)], extractor: hash)
      #expect(try cache.features(sha256s: ["aa"], extractor: hash) == ["aa": .hash(1)])
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(names.contains { $0.hasPrefix("features.damaged-") })
    }
  }

  @Test func damageThatIsMetWhileReadingIsSetAsideToo() throws {
    try withFolder { folder throws in
      let sha256s = (0..<2000).map { String(repeating: "0", count: 60) + String($0) }
      let writer = try FeatureCache(in: folder)
      try writer.store(
        Dictionary(uniqueKeysWithValues: sha256s.map { ($0, .vector([Float](repeating: 1, count: 64))) }),
        extractor: clip)
      try writer.close()
      let file = folder.appendingPathComponent("features.sqlite")
      var bytes = try Data(contentsOf: file)
      bytes.replaceSubrange(
        16_384 * 5..<bytes.count, with: Data(repeating: 0xA5, count: bytes.count - 16_384 * 5))
      try bytes.write(to: file)
      let cache = try FeatureCache(in: folder)
      #expect(try cache.features(sha256s: sha256s, extractor: clip).count < 2000)
      #expect(cache.notice != nil)
      try cache.store(["aa": .hash(1)], extractor: hash)
      #expect(try cache.features(sha256s: ["aa"], extractor: hash).count == 1)
    }
  }

  @Test func theCacheCanBeDeletedAtAnyTime() throws {
    try withFolder { folder throws in
      let cache = try FeatureCache(in: folder)
      try cache.store(["aa": .hash(1)], extractor: hash)
      try cache.close()
      try FileManager.default.removeItem(at: folder)
      #expect(try FeatureCache(in: folder).features(sha256s: ["aa"], extractor: hash).isEmpty)
    }
  }
}
