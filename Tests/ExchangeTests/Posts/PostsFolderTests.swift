import ContentCoding
import Foundation
import Testing

@testable import Exchange

@Suite struct PostsFolderTests {
  let folder: StudyFolder

  init() throws { folder = try StudyFolder() }

  static let codebook = Codebook(variables: [
    Variable(name: "b", type: .boolean),
    Variable(
      name: "kind", type: .category, categories: [Category(name: "Wild Cats"), Category(name: "dogs")]),
  ])

  func read(_ name: String, _ classes: ClassFolders? = nil) throws -> (
    posts: [ImportedPost], summary: PostsSummary
  ) {
    var posts: [ImportedPost] = []
    let summary = try PostsFolder(
      folder: folder.root.appendingPathComponent(name), study: folder.study, classes: classes
    )
    .read(batchSize: 2) { posts += $0 }
    return (posts, summary)
  }

  @Test func readsPicturesInOrder() throws {
    for path in ["b.JPG", "a/z.png", "a/.hidden.jpg", ".dir/x.jpg", "notes.txt", "a.b/c.d.webp", "é.gif"] {
      try folder.write("pics/" + path)
    }
    try folder.write("outside/o.jpg")
    let pics = folder.root.appendingPathComponent("pics")
    let files = FileManager.default
    try files.createSymbolicLink(
      at: pics.appendingPathComponent("link.jpg"),
      withDestinationURL: folder.root.appendingPathComponent("outside/o.jpg"))
    try files.createSymbolicLink(at: pics.appendingPathComponent("loop"), withDestinationURL: pics)
    try files.createSymbolicLink(
      at: pics.appendingPathComponent("in.jpg"), withDestinationURL: pics.appendingPathComponent("b.JPG"))
    let (posts, summary) = try read("pics")
    #expect(posts.map(\.post.id) == ["a/z", "a.b/c.d", "b", "in", "é"])
    #expect(posts.first?.post.media == [Media(path: "../pics/a/z.png")])
    #expect((summary.posts, summary.leftOut) == (5, 3))
  }

  @Test func picturesOfOneNameAreRefused() throws {
    try folder.write("pics/a.jpg")
    try folder.write("pics/a.png")
    let error = #expect(throws: ImportProblems.self) { try read("pics") }
    #expect(error?.first.first?.message == #""a.jpg" and "a.png" would have the same id; rename one"#)
  }

  @Test func aFolderWithoutPicturesIsRefused() throws {
    try folder.write("pics/a.txt")
    #expect(throws: ImportProblems.self) { try read("pics") }
    #expect(throws: ImportProblems.self) { try read("nowhere") }
  }

  @Test func classFoldersBringGoldAndSplit() throws {
    for path in ["train/wild_cats/1.jpg", "train/dogs/2.jpg", "test/dogs/deep/3.jpg", "test/4.jpg"] {
      try folder.write("set/" + path)
    }
    let root = folder.root.appendingPathComponent("set")
    let classes = try #require(try ClassFolders.find(in: root, codebook: Self.codebook))
    #expect(classes.variable == "kind")
    #expect(classes.hasParts)
    let (posts, _) = try read("set", classes)
    #expect(posts.map(\.post.id) == ["test/4", "test/dogs/deep/3", "train/dogs/2", "train/wild_cats/1"])
    #expect(posts.map(\.goldCategory) == [nil, "dogs", "dogs", "Wild Cats"])
    #expect(posts.map(\.part) == [nil, .test, .train, .train])
  }

  @Test func plainClassFoldersNeedAKnownName() throws {
    try folder.write("set/dogs/1.jpg")
    let root = folder.root.appendingPathComponent("set")
    #expect(try ClassFolders.find(in: root, codebook: Self.codebook)?.categories == ["dogs": "dogs"])
    try folder.write("set/birds/1.jpg")
    let error = #expect(throws: ImportProblems.self) {
      try ClassFolders.find(in: root, codebook: Self.codebook)
    }
    #expect(
      error?.first.first?.message.hasPrefix("the folders birds are no categories of kind; rename them")
        == true)
    try folder.write("other/holiday/1.jpg")
    #expect(
      try ClassFolders.find(in: folder.root.appendingPathComponent("other"), codebook: Self.codebook) == nil)
    #expect(throws: ImportProblems.self) {
      try ClassFolders.find(in: root, codebook: Self.codebook, variable: "b")
    }
  }
}
