import ContentCoding
import Foundation
import Reliability
import Testing

@testable import Exchange

/// The files of a data package, written, read and damaged.
struct PackageTests {
  private static let codebook = Codebook(variables: [
    Variable(name: "topic", type: .category, categories: [Category(name: "A"), Category(name: "B, \"b\"")])
  ])

  private static var posts: [PackagedPost] {
    var first = PackagedPost(id: "p1")
    first.partOf = "whole"
    first.author = "=anna()"
    first.fold = 3
    first.duplicateOf = "p2"
    first.duplicateKind = .sameBytes
    first.mediaSHA256s = [String(repeating: "ab", count: 32), ""]
    first.columns = ["place": "Kraków; \"old\" town"]
    first.counts = ["likes": 12.5]
    return [first, PackagedPost(id: "p2")]
  }

  private static func record(_ post: String, _ answer: Answer, by coder: String) -> CodingRecord {
    CodingRecord(
      coding: Coding(postID: post, variable: "topic", answer: answer, fold: coder == "probe" ? 1 : nil),
      coder: CoderIdentity(name: coder, kind: coder == "probe" ? .probe : .person), run: nil,
      codebook: codebook.fingerprint, codedAt: Date(timeIntervalSince1970: 1_700_000_000))
  }

  private static func write(to folder: URL) throws {
    let writer = PackageWriter(to: folder)
    try writer.posts(columns: ["place"], counts: ["likes"]) { take in for post in posts { try take(post) } }
    try writer.codings(of: codebook) { take in
      try take(record("p1", .coded(.category("B, \"b\"")), by: "gold"))
      try take(
        record(
          "p1", .coded(.category("A"), scores: ["A": 1 / 3, "B, \"b\"": 2 / 3], confidence: 1 / 3),
          by: "probe"))
      try take(record("p2", .failed(Reason(.unreadable, "")), by: "probe"))
    }
    try writer.samples([
      PackagedSample(
        name: "main", design: "random", isPurposive: false, seed: .max,
        probabilities: ["p1": 0.1, "p2": nil],
        strata: ["p1": "x"])
    ])
    try writer.splits(["first": ["p1": "train", "p2": "test"]])
    try writer.finish(DataPackage(title: "Tests", description: "", program: "tests", created: Date()))
  }

  private static func with(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "package-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try write(to: folder)
    try body(folder)
  }

  @Test func whatIsWrittenIsReadBack() throws {
    try Self.with { folder in
      let reader = PackageReader(at: folder)
      var posts: [PackagedPost] = []
      try reader.posts { posts.append($0) }
      #expect(posts == Self.posts)
      var codings: [CodingRecord] = []
      try reader.codings(of: Self.codebook, isPost: { _ in true }) { codings += $0 }
      #expect(codings.map(\.coding.postID) == ["p1", "p1", "p2"])
      #expect(
        codings[1].coding.answer.scores == ["A": 1 / 3, "B, \"b\"": 2 / 3] && codings[1].coding.fold == 1)
      #expect(codings.map(\.coder.kind) == [.person, .probe, .probe])
      #expect(codings[2].coding.answer.status == .failed)
      let sample = try #require(try reader.samples().first)
      #expect(
        sample.seed == .max && sample.probabilities == ["p1": 0.1, "p2": nil] && sample.strata == ["p1": "x"])
      #expect(try reader.splits() == ["first": ["p1": "train", "p2": "test"]])
    }
  }

  @Test func hashesTellWhatIsThere() throws {
    try Self.with { folder in
      let listed = try PackageChecksums.listed(in: folder)
      #expect(listed == (try PackageChecksums(of: folder)).files.mapValues(\.sha256))
      #expect(listed.keys.contains(.descriptor) && listed.count == 6)
      for wrong in ["", "abc  posts.csv", String(repeating: "a", count: 64) + "  ../../etc/passwd"] {
        try Data((wrong + "\n").utf8).write(to: folder.appending(path: "checksums.sha256"))
        if wrong.isEmpty {
          #expect(try PackageChecksums.listed(in: folder).isEmpty)
        } else {
          #expect(throws: ImportProblems.self) { try PackageChecksums.listed(in: folder) }
        }
      }
    }
  }

  @Test func theDescriptorNamesTablesWithTheirColumns() throws {
    try Self.with { folder in
      let descriptor = try #require(
        try JSONSerialization.jsonObject(with: Data(contentsOf: folder.appending(path: "datapackage.json")))
          as? [String: Any])
      let resources = try #require(descriptor["resources"] as? [[String: Any]])
      let posts = try #require(resources.first { $0["name"] as? String == "posts" })
      let schema = try #require(posts["schema"] as? [String: Any])
      let fields = try #require(schema["fields"] as? [[String: String]])
      #expect(fields.map { $0["name"] ?? "" }.suffix(2) == ["column:place", "count:likes"])
      #expect(fields.last?["type"] == "number" && schema["primaryKey"] as? String == "post_id")
      #expect((posts["hash"] as? String)?.hasPrefix("sha256:") == true)
    }
  }

  /// Whoever damages a package gets an error, or a package that reads otherwise; nothing else happens.
  @Test func damagedTablesAreRefusedOrRead() throws {
    try Self.with { folder in
      var chance = SplitMix64(seed: 5)
      for name in ["posts.csv", "codings.csv", "samples.csv", "sample_posts.csv", "splits.csv"] {
        let file = folder.appending(path: name)
        let whole = Array(try Data(contentsOf: file))
        for _ in 0..<150 {
          var bytes = whole
          for _ in 0..<1 + chance.next(below: 4) {
            let place = chance.next(below: bytes.count)
            switch chance.next(below: 4) {
            case 0: bytes[place] = UInt8(chance.next(below: 256))
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(UInt8(ascii: "\""), at: place)
            default: bytes.insert(contentsOf: bytes[place...].prefix(40), at: place)
            }
          }
          try Data(bytes).write(to: file)
          let reader = PackageReader(at: folder)
          try? reader.posts { #expect(!$0.id.isEmpty) }
          try? reader.codings(of: Self.codebook, isPost: { _ in true }) { _ in }
          _ = try? reader.samples()
          _ = try? reader.splits()
        }
        try Data(whole).write(to: file)
      }
      #expect(try PackageReader(at: folder).splits().count == 1)
    }
  }
}
