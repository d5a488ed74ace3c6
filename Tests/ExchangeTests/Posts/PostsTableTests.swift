import ContentCoding
import Foundation
import Tables
import Testing

@testable import Exchange

@Suite struct PostsTableTests {
  let folder: StudyFolder

  init() throws { folder = try StudyFolder() }

  @Test func readsEveryRole() throws {
    try folder.write("study/a.jpg")
    let (posts, summary) = try folder.posts(
      """
      ID,Caption,image_path,Time of Posting,Username,num_likes,num_comments,likes_hidden,location_name,extra
      p1,"alp, high",a.jpg,2024-01-31T12:00:00Z, anna ,0,3,yes,Bern,e
      p2,,b.jpg,03/04/2024,,1.234,,no,,

      """)
    #expect(posts.map(\.post.id) == ["p1", "p2"])
    let first = try #require(posts.first?.post)
    #expect(first.text == "alp, high")
    #expect(first.author == "anna")
    #expect(first.time == Date(timeIntervalSince1970: 1_706_702_400))
    #expect(first.counts == ["num_comments": 3])
    #expect(first.columns == ["likes_hidden": "yes", "location_name": "Bern", "extra": "e"])
    #expect(first.media == [Media(path: "a.jpg")])
    #expect(
      posts.last?.post.columns == [
        "Time of Posting": "03/04/2024", "num_likes": "1.234", "likes_hidden": "no",
      ])
    #expect((summary.posts, summary.media, summary.missingFiles) == (2, 2, 1))
    #expect((summary.unreadableTimes, summary.unreadableCounts) == (1, 1))
    #expect(summary.firstMissing == ["b.jpg"])
    #expect(summary.columns.first == "id <- \"ID\"")
  }

  @Test func pathsStartAtTheTableAndAreStoredPortably() throws {
    try folder.write("photos/x.jpg")
    let beside = try folder.posts("id,image\np,x.jpg\nq,../photos/./x.jpg\n", path: "photos/posts.csv")
    #expect(
      beside.posts.map(\.post.media) == [[Media(path: "../photos/x.jpg")], [Media(path: "../photos/x.jpg")]])
    #expect(beside.summary.missingFiles == 0)
    var options = PostsTable.Options()
    options.mediaRoots = [URL(fileURLWithPath: "/usr")]
    let inside = try folder.posts(
      "id,image\np,/usr/x.jpg\nq,in/y.jpg\n", path: "study/t/posts.csv", options: options)
    #expect(inside.posts.flatMap { $0.post.media.map(\.path) } == ["/usr/x.jpg", "t/in/y.jpg"])
  }

  @Test(arguments: [
    "/usr/x.jpg", "../../../etc/passwd", "in/../../../x.jpg", "file:///etc/passwd", "../\u{301}x.jpg", "..",
  ])
  func pathsThatLeaveTheTablesFolderAreRefused(path: String) throws {
    let problems = try folder.problems("id,image\np,\(path)\n", path: "elsewhere/posts.csv")
    #expect(problems.count == 1)
    #expect(problems.allSatisfy { $0.hasPrefix("2: ") && $0.contains("--media-root") })
  }

  @Test func linksThatLeaveTheTablesFolderAreRefused() throws {
    try folder.write("secret/x.jpg")
    try folder.write("elsewhere/own.jpg")
    let place = folder.root.appendingPathComponent("elsewhere")
    let manager = FileManager.default
    try manager.createSymbolicLink(
      at: place.appendingPathComponent("out"),
      withDestinationURL: folder.root.appendingPathComponent("secret"))
    try manager.createSymbolicLink(
      at: place.appendingPathComponent("y.jpg"),
      withDestinationURL: folder.root.appendingPathComponent("secret/x.jpg"))
    try manager.createSymbolicLink(
      at: place.appendingPathComponent("z.jpg"), withDestinationURL: place.appendingPathComponent("own.jpg"))
    let problems = try folder.problems(
      "id,image\na,out/x.jpg\nb,y.jpg\nc,z.jpg\nd,own.jpg\n", path: "elsewhere/posts.csv")
    #expect(problems.map { $0.prefix(2) } == ["2:"], "two of one kind, on lines 2 and 3")
  }

  @Test func cellsWithSeveralPathsAreParted() {
    let files: Set<String> = ["a,b.jpg", "x|y.jpg"]
    func paths(_ cell: String) -> [String] { MediaCell(cell, exists: files.contains).paths }
    #expect(paths("a,b.jpg") == ["a,b.jpg"])
    #expect(paths("x|y.jpg") == ["x|y.jpg"])
    #expect(paths("a.jpg| b c.PNG |") == ["a.jpg", "b c.PNG"])
    #expect(paths("a.jpg, b.png") == ["a.jpg", "b.png"])
    #expect(paths("a.jpg;b.mp4") == ["a.jpg", "b.mp4"])
    #expect(paths("Bern, alp.jpg") == ["Bern, alp.jpg"])
    #expect(paths(" NA ").isEmpty && paths("").isEmpty)
    let mixed = MediaCell("https://x/a.jpg?b=1,https://x/b.jpg", exists: files.contains)
    #expect(mixed.paths.isEmpty && !mixed.addresses.isEmpty)
  }

  @Test func addressesAreColumnsAndSaidSo() throws {
    let (posts, summary) = try folder.posts("id,image_url\np,https://x.org/a.jpg\nq,\n")
    #expect(posts.first?.post.media == [])
    #expect(posts.first?.post.columns == ["image_url": "https://x.org/a.jpg"])
    #expect(summary.onlyAddresses == 1)
    #expect(summary.remarks.contains { $0.hasPrefix("pictures are addresses, not files, in 1 post;") })
  }

  @Test func optionsNameColumns() throws {
    var options = PostsTable.Options()
    options.choice = ColumnChoice([.id: ["key"], .image: ["front", "back"]])
    options.splitColumn = "half"
    options.splitsMedia = true
    let (posts, _) = try folder.posts(
      "id,key,front,back,half\nx,p,a.jpg,b.jpg,Train\nx,q,,,test\n", options: options)
    #expect(posts.map(\.post.id) == ["p#1", "p#2", "q"])
    #expect(posts.map(\.post.partOf) == ["p", "p", nil])
    #expect(posts.map(\.part) == [.train, .train, .test])
    #expect(posts.map(\.post.media.first?.path) == ["a.jpg", "b.jpg", nil])
    #expect(
      folder.problems("id,key,front,back,half\nx,p,,,other\n", options: options)
        == [#"2: the column "half" says "other"; accepted: train, test"#])
  }

  @Test func readsJSONLines() throws {
    let (posts, _) = try folder.posts(
      """
      {"id": 2638550000000000017, "text": "a", "likes": 12, "image": ["a.jpg", "b.jpg"], "nest": {"b": [1, null]}}
      {"id": "q", "text": null, "late": true}
      """, path: "study/posts.jsonl")
    #expect(posts.map(\.post.id) == ["2638550000000000017", "q"])
    #expect(posts.first?.post.counts == ["likes": 12])
    #expect(posts.first?.post.media.map(\.path) == ["a.jpg", "b.jpg"])
    #expect(posts.first?.post.columns["nest"] == #"{"b":[1,null]}"#)
    #expect(posts.last?.post.columns == ["late": "true"])
  }

  @Test func faultyIDsAreReportedByLine() throws {
    let long = String(repeating: "x", count: 1_001)
    let problems = folder.problems("id,text\np,a\n,b\np,c\n\(long),d\nq\u{7},e\nr,f,g\n")
    #expect(
      problems == [
        "3: the id is empty; give every post an id",
        "4: the id \"p\" stands on line 2 already; every post needs an id of its own, or, where each row is a picture, --one-post-per id",
        "5: the id has 1001 characters, more than 1000: \"\(long.prefix(60))…\"",
        "6: the id \"q \" has the control character U+7; remove it",
        "7: too many cells, 3 instead of 2",
      ])
    #expect(
      folder.problems("caption\nx\n") == [
        "no column of ids; name it with --id COLUMN. The columns are caption"
      ])
    #expect(folder.problems("id,text\np,a\u{0}b\n").first?.contains("NUL") == true)
    #expect(throws: RoundedIDs.Finding.self) { try folder.posts("id,text\n2.63855E+18,a\n2.63855E+18,b\n") }
    let wide = (0..<20_000).map { "c\($0)" }.joined(separator: ",")
    #expect(folder.problems("id,\(wide)\n").first?.contains("10000 fields") == true)
  }

  @Test func batchesFollowEachOther() throws {
    let rows = (0..<25).map { "p\($0),t" }.joined(separator: "\n")
    let file = try folder.write("study/posts.csv", "id,text\n" + rows)
    var sizes: [Int] = []
    _ = try PostsTable(path: file.path, study: folder.study).read(batchSize: 10) { sizes.append($0.count) }
    #expect(sizes == [10, 10, 5])
  }
}
