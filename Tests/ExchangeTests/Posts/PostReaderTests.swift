import ContentCoding
import Foundation
import Testing

@testable import Exchange

struct PostReaderTests {
  /// A format of its own, as another program might write it: a first line, then an id a line.
  private struct IDList: PostReader {
    static let names = ["ids"]

    let url: URL

    static func claim(to origin: PostOrigin) -> PostClaim? {
      origin.head.starts(with: "#ids\n".utf8) ? PostClaim(.certain, "it begins with #ids") : nil
    }

    init(_ origin: PostOrigin, for setting: PostSetting) { url = origin.url }

    var goldVariable: String? { nil }
    var mediaFolder: URL { url.deletingLastPathComponent() }

    func read(batchSize: Int, take: ([ImportedPost]) throws -> Void) throws -> PostsSummary {
      var summary = PostsSummary()
      let ids = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst()
      let posts = ids.map { ImportedPost(post: Post(id: String($0))) }
      for post in posts { summary.count(post) }
      try take(posts)
      return summary
    }
  }

  private func file(_ text: String) throws -> URL {
    let url = FileManager.default.temporaryDirectory.appending(path: "posts-\(UUID().uuidString).txt")
    try Data(text.utf8).write(to: url)
    return url
  }

  @Test func theSurestFormatReads() throws {
    let list = try file("#ids\na\nb\n")
    defer { try? FileManager.default.removeItem(at: list) }
    let origin = try #require(PostOrigin(path: list.path))
    let found = try #require(PostReaders.reader(for: origin, among: PostReaders.all + [IDList.self]))
    #expect(found.claim == PostClaim(.certain, "it begins with #ids"))
    let reader = try found.format.init(
      origin, for: PostSetting(study: list.deletingLastPathComponent(), codebook: Codebook(variables: [])))
    var ids: [String] = []
    let summary = try reader.read(batchSize: 10) { ids += $0.map(\.post.id) }
    #expect(ids == ["a", "b"] && summary.posts == 2)
  }

  @Test func aFileIsATableAndAFolderAFolder() throws {
    let table = try file("id\na\n")
    defer { try? FileManager.default.removeItem(at: table) }
    let origin = try #require(PostOrigin(path: table.path))
    #expect(origin.head == Array("id\na\n".utf8) && !origin.isFolder)
    #expect(PostReaders.reader(for: origin)?.format is PostsTable.Type)
    let folder = try #require(PostOrigin(path: table.deletingLastPathComponent().path))
    #expect(folder.isFolder && folder.head.isEmpty)
    #expect(PostReaders.reader(for: folder)?.format is PostsFolder.Type)
    #expect(PostOrigin(path: "/nowhere/at/all") == nil)
  }

  /// No more than the beginning is looked at, however large the file is.
  @Test func theHeadIsBounded() throws {
    let large = try file(String(repeating: "x", count: 100_000))
    defer { try? FileManager.default.removeItem(at: large) }
    #expect(PostOrigin(path: large.path)?.head.count == 4_096)
  }
}
