import ContentCoding
import Foundation
import Testing

@testable import Exchange

/// Tables as R, pandas, spreadsheets, scrapers and other systems write them.
@Suite("What other programs write") struct OtherProgramsTests {
  let folder: StudyFolder

  init() throws { folder = try StudyFolder() }

  @Test func missingValuesOfR() throws {
    let (quoted, _) = try folder.posts(
      "\"\",\"id\",\"text\",\"likes\",\"country\"\n\"1\",\"p1\",\"NA\",3,\"NA\"\n\"2\",\"p2\",NA,NA,NA\n")
    #expect(quoted.map(\.post.text) == ["NA", ""])
    #expect(quoted.map(\.post.columns["country"]) == ["NA", nil])
    #expect(quoted[1].post.counts.isEmpty)
    let (plain, summary) = try folder.posts("id,text,country\np1,NA,NA\n")
    #expect(plain[0].post.text.isEmpty && plain[0].post.columns["country"] == "NA")
    #expect(summary.remarks.contains { $0.contains("NA without quotes") })
  }

  @Test func idsOfSpreadsheets() throws {
    let (posts, _) = try folder.posts("id,text\n\"=\"\"1234567890123456789\"\"\",a\n=\"0042\",b\n")
    #expect(posts.map(\.post.id) == ["1234567890123456789", "0042"])
  }

  @Test func pathsOfWindows() throws {
    try folder.write("study/images/p1.jpg")
    let (posts, summary) = try folder.posts(
      "id,image\np1,images\\p1.jpg\np2,.\\images\\p1.jpg\np3,images\\none.jpg\n")
    #expect(
      posts.map { $0.post.media.map(\.path) } == [["images/p1.jpg"], ["images/p1.jpg"], ["images/none.jpg"]])
    #expect(summary.missingFiles == 1)
  }

  @Test(arguments: [(true, false), (false, true)])
  func namesInBothUnicodeForms(diskIsComposed: Bool, tableIsComposed: Bool) throws {
    func form(_ text: String, _ isComposed: Bool) -> String {
      isComposed ? text.precomposedStringWithCanonicalMapping : text.decomposedStringWithCanonicalMapping
    }
    try folder.write("study/" + form("Bäume/Müller.jpg", diskIsComposed))
    let name = form("Bäume/Müller.jpg", tableIsComposed)
    let (posts, summary) = try folder.posts(
      "id,image,author\n\(form("é", tableIsComposed)),\(name),\(form("André", tableIsComposed))\n")
    #expect(summary.missingFiles == 0)
    let post = try #require(posts.first?.post)
    #expect(post.id.utf8.elementsEqual("é".precomposedStringWithCanonicalMapping.utf8))
    #expect(post.author?.utf8.elementsEqual("André".precomposedStringWithCanonicalMapping.utf8) == true)
    #expect(post.media[0].path.utf8.elementsEqual(form("Bäume/Müller.jpg", diskIsComposed).utf8))
  }

  @Test func linesOfPythonAndJavaScript() throws {
    let (posts, _) = try folder.posts(
      "{\"id\": \"a\", \"likes\": NaN, \"text\": \"x\\ud83d\"}\n{\"id\": \"b\", \"likes\": 2}\n",
      path: "study/p.jsonl")
    #expect(posts.map(\.post.counts) == [[:], ["likes": 2]])
    #expect(posts[0].post.text == "x\u{FFFD}")
    let problems = try folder.problems(
      "{\"id\": \"a\"}\n{\"id\": \"b\", \"text\": \"x\\u0000y\"}\n{\"id\": }\n", path: "study/p.jsonl")
    #expect(problems.map { $0.prefix(2) } == ["2:", "3:"])
  }

  @Test(arguments: ["p.json", "p.jsonl", "p.txt"])
  func aJSONArray(name: String) throws {
    let (posts, _) = try folder.posts(
      "[\n  {\"id\": \"a\", \"text\": \"one\"},\n  {\"id\": 2, \"text\": \"two\"}\n]\n", path: "study/\(name)"
    )
    #expect(posts.map(\.post.id) == ["a", "2"])
  }

  @Test func aNoteWhereNoTimeIsFound() throws {
    let (_, summary) = try folder.posts("id,text\na,b\n")
    #expect(summary.remarks.contains { $0.contains("no column of times") })
    for column in ["date_utc", "timestamp_ms", "posted", "Zeit", "created_at"] {
      let (posts, _) = try folder.posts("id,\(column)\na,2024-05-01T10:00:00Z\n")
      #expect(posts[0].post.time != nil, "\(column)")
    }
  }

  @Test func aNoteWhereNoPictureIsFound() throws {
    let (_, summary) = try folder.posts("id,text\na,b\n")
    #expect(summary.remarks.contains { $0.contains("no column of pictures") })
    let (posts, known) = try folder.posts("id,Bild\na,x.jpg\n")
    #expect(
      posts[0].post.media.count == 1 && !known.remarks.contains { $0.contains("no column of pictures") })
  }

  @Test(arguments: [
    #"[{""url"": ""x.jpg""}]"#, "[{'url': 'x.jpg'}]", #"{""url"": ""x.jpg""}"#,
    #"[[""x.jpg""], [""y.jpg""]]"#,
  ])
  func dataInPlaceOfPathsIsKeptAndSaid(cell: String) throws {
    let (posts, summary) = try folder.posts("id,images\na,\"\(cell)\"\n")
    #expect(posts[0].post.media.isEmpty)
    #expect(posts[0].post.columns["images"] == cell.replacingOccurrences(of: "\"\"", with: "\""))
    #expect(summary.remarks.contains { $0.contains("\"images\" holds data") })
  }

  @Test func hiddenLikesAreCounted() throws {
    let (_, summary) = try folder.posts("id,likes,likes_hidden\na,0,yes\nb,3,no\nc,hidden,no\n")
    #expect(summary.hiddenLikes == 2)
  }

  @Test func whatIsClearedIsSaid() throws {
    var options = PostsTable.Options()
    options.clearsEmpty = true
    let (posts, _) = try folder.posts("id,text,likes,extra\na,,,\nb,x,1,y\n", options: options)
    #expect(posts.map(\.cleared) == [[.text, .count("likes"), .column("extra")], []])
  }
}
