import ContentCoding
import Foundation
import Tables
import Testing

@testable import Exchange

/// Samples that tools/formats/make.py made, each with what is to be read from it.
struct FormatsTests {
  struct Expected: Decodable, Sendable {
    struct OfPost: Decodable, Sendable {
      let id: String
      let text: String
      let author: String?
      let time: Date?
      let counts: [String: Double]
      let addresses: [String]
      let media: [String]
      let columns: [String: String]?
    }

    let posts: [OfPost]
    let skipped: [String: Int]
    let hidden: Int
    /// The column of ids, where a row is a picture.
    let per: String?
    let columns: [String: [String]]?
  }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: "Fixtures/formats")

  static let samples: [(name: String, expected: Expected)] = {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    let data = try? Data(contentsOf: folder.appending(path: "expected.json"))
    let found = data.flatMap { try? decoder.decode([String: Expected].self, from: $0) } ?? [:]
    return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }()

  private static func read(
    _ path: String, study: URL, _ options: PostsTable.Options, format: String? = nil
  ) throws -> (posts: [ImportedPost], summary: PostsSummary, claim: PostClaim, media: URL) {
    let origin = try #require(PostOrigin(path: path))
    let (found, claim) = try #require(PostReaders.reader(for: origin))
    let type = try #require(format.map { PostReaders.reader(named: $0) } ?? found)
    let reader = try type.init(
      origin,
      for: PostSetting(study: study, codebook: Codebook(variables: []), table: options, format: format))
    var posts: [ImportedPost] = []
    let summary = try reader.read(batchSize: 2) { posts += $0 }
    return (posts, summary, claim, reader.mediaFolder)
  }

  private static func withStudy(_ body: (URL) throws -> Void) throws {
    let study = FileManager.default.temporaryDirectory.appending(path: "formats-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: study, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: study) }
    try body(study)
  }

  @Test func everyFormatHasASample() {
    #expect(Self.samples.count == 24)
  }

  @Test(arguments: samples)
  func whatASampleMeansIsRead(name: String, expected: Expected) throws {
    try Self.withStudy { study in
      let copy = study.appending(path: name)
      try FileManager.default.copyItem(at: Self.folder.appending(path: name), to: copy)
      var options = PostsTable.Options()
      options.onePostPer = expected.per
      for (role, names) in expected.columns ?? [:] {
        options.choice.columns[try #require(ColumnRole(rawValue: role))] = names
      }
      let (posts, summary, claim, media) = try Self.read(copy.path, study: study, options)
      #expect(posts.map(\.post.id) == expected.posts.map(\.id), "\(claim.reason)")
      for (found, wanted) in zip(posts.map(\.post), expected.posts) {
        #expect(found.text == wanted.text && found.author == wanted.author, "\(found.id)")
        #expect(found.time == wanted.time, "\(found.id)")
        #expect(found.counts == wanted.counts, "\(found.id)")
        let prefix = media.standardizedFileURL.path.dropFirst(study.standardizedFileURL.path.count + 1)
        #expect(
          found.media.map(\.path) == wanted.media.map { prefix.isEmpty ? $0 : "\(prefix)/\($0)" },
          "\(found.id)")
        for address in wanted.addresses {
          #expect(found.columns.values.contains { $0.contains(address) }, "\(address): \(found.columns)")
        }
        for (column, value) in wanted.columns ?? [:] { #expect(found.columns[column] == value, "\(column)") }
      }
      #expect(summary.skipped == expected.skipped)
      #expect(summary.hiddenLikes == expected.hidden)
      // Nothing was unpacked to another place.
      let outside = try FileManager.default.contentsOfDirectory(atPath: study.path).sorted()
      #expect(outside == (name.hasSuffix(".zip") ? [name, "media"].sorted() : [name]))
    }
  }

  /// Every field of an item, where it is asked for; and a format that is named is not looked for.
  @Test func fieldsAreKeptOnRequest() throws {
    try Self.withStudy { study in
      let path = Self.folder.appending(path: "zeeschuimer-feed.ndjson").path
      var options = PostsTable.Options()
      let few = try Self.read(path, study: study, options).posts[0].post.columns
      options.keepsFields = true
      let all = try Self.read(path, study: study, options, format: "zeeschuimer").posts[0].post.columns
      #expect(few["data.pk"] == nil && all["data.pk"] == "3141592653589793238" && all.count > few.count)
    }
  }

  /// A line that is no JSON is named; items of other kinds are none of the format's posts.
  @Test func aBrokenLineIsNamed() throws {
    try Self.withStudy { study in
      let whole = try String(
        contentsOf: Self.folder.appending(path: "zeeschuimer-feed.ndjson"), encoding: .utf8)
      var lines = whole.split(separator: "\n").map(String.init)
      lines[1] = String(lines[1].dropLast(5))
      let file = study.appending(path: "broken.ndjson")
      try Data(lines.joined(separator: "\n").utf8).write(to: file)
      let error = #expect(throws: ImportProblems.self) {
        try Self.read(file.path, study: study, PostsTable.Options())
      }
      #expect(error?.first.map(\.line) == [2])
    }
  }

  @Test func rowsOfAPictureEachAreAProblemUnlessTheyAreSaidToBe() throws {
    try Self.withStudy { study in
      var named = PostsTable.Options()
      named.choice.columns[.id] = ["post"]
      let options = named
      let error = #expect(throws: ImportProblems.self) {
        try Self.read(Self.folder.appending(path: "rows.csv").path, study: study, options)
      }
      #expect(error?.description.contains("--one-post-per post") == true, "\(error?.description ?? "")")
    }
  }

  @Test func aSheetIsNamed() throws {
    try Self.withStudy { study in
      let path = Self.folder.appending(path: "workbook.xlsx").path
      var options = PostsTable.Options()
      options.sheet = "Posts & more"
      let whole = try Self.read(path, study: study, options)
      #expect(whole.posts.count == 3)
      options.sheet = "Other"
      let wrong = options
      let error = #expect(throws: ImportProblems.self) { try Self.read(path, study: study, wrong) }
      #expect(error?.description.contains("there are Posts & more") == true)
    }
  }
}
