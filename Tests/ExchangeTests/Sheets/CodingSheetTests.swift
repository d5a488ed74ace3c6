import ContentCoding
import Foundation
import Testing

@testable import Exchange

struct CodingSheetTests {
  private static let sheet = CodingSheet(
    posts: [
      Post(
        id: "0012", text: "=HYPERLINK(\"http://evil\")", media: [Media(path: "a.jpg"), Media(path: "b.jpg")]),
      Post(id: "b", text: "a\u{0}b\u{1}c\u{FFFE} <&> " + String(repeating: "ä", count: 40_000), author: "+x"),
    ],
    variables: [
      Variable(
        name: "place", type: .category, definition: "Where?",
        categories: [Category(name: "street", definition: "with cars"), Category(name: "square")]),
      Variable(name: "crowd", type: .boolean), Variable(name: "size", type: .number, range: 0...10),
      Variable(name: "signs", type: .tags, categories: [Category(name: "red"), Category(name: "blue")]),
    ])

  private func file(_ name: String) -> URL {
    FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString)-\(name)")
  }

  /// What unzip prints of a part of a workbook.
  private func part(_ name: String, of workbook: URL) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      "import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))",
      workbook.path, name,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func aWorkbookHasValuesToChooseFromAndNoFormula() throws {
    let workbook = file("sheet.xlsx")
    defer { try? FileManager.default.removeItem(at: workbook) }
    try CodingWorkbook(Self.sheet).write(to: workbook)
    let posts = try part("xl/worksheets/sheet1.xml", of: workbook)
    #expect(!posts.contains("<f>"))
    // The columns F, G and H are place, crowd and size; signs takes several values, so it has no list.
    #expect(posts.contains("<formula1>Codebook!$B$3:$B$4</formula1>") && posts.contains("sqref=\"F2:F3\""))
    #expect(posts.contains("<formula1>Codebook!$B$6:$B$7</formula1>") && posts.contains("sqref=\"G2:G3\""))
    #expect(posts.contains("type=\"decimal\"") && posts.contains("sqref=\"H2:H3\""))
    #expect(posts.components(separatedBy: "<dataValidation ").count == 4)
    let strings = try part("xl/sharedStrings.xml", of: workbook)
    #expect(strings.contains("=HYPERLINK") && strings.contains(">0012<") && strings.contains("with cars"))
    #expect(strings.contains("&lt;&amp;&gt;") && strings.contains("abc"))
    #expect(!strings.unicodeScalars.contains { $0.value < 9 })
    #expect(try part("xl/workbook.xml", of: workbook).contains("name=\"Codebook\""))
  }

  @Test func theTableHasAColumnAVariable() throws {
    var bytes: [UInt8] = []
    try Self.sheet.writeCSV { bytes += $0 }
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("id,text,author,time,files,place,crowd,size,signs\n0012,"))
    #expect(!text.contains(",=HYPERLINK") && !text.contains("\"=HYPERLINK"))
    #expect(
      Self.sheet.codebookRows.map { $0.prefix(2).joined(separator: ": ") } == [
        "place: one of the values below", "place: street", "place: square", "crowd: true or false",
        "crowd: true",
        "crowd: false", "size: a number from 0 to 10", "signs: any of the values below, with | between them",
        "signs: red", "signs: blue",
      ])
  }

  @Test func aVariableTakesTheColumnOfItsName() {
    let sheet = CodingSheet(
      posts: [Post(id: "a", text: "t")], variables: [Variable(name: "text", type: .boolean)])
    #expect(sheet.header == ["id", "author", "time", "files", "text"])
    #expect(sheet.cells(of: sheet.posts[0]) == ["a", "", "", "", ""])
  }

  @Test func whatCannotBeWrittenIsSaid() {
    #expect(throws: CodingWorkbook.Failure.self) {
      try CodingWorkbook(Self.sheet).write(to: URL(fileURLWithPath: "/nowhere/at/all.xlsx"))
    }
  }
}
