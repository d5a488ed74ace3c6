import Foundation
import Testing

@testable import Tables

private func rows(_ text: String, _ options: TableOptions = TableOptions()) throws -> [[String]] {
  let table = try TableReader(bytes: Array(text.utf8), options: options)
  var rows = [table.header.names]
  while let row = try table.next() { rows.append(row.fields) }
  return rows
}

private func error(_ text: String, _ options: TableOptions = TableOptions()) -> TableError? {
  #expect(throws: TableError.self) { try rows(text, options) }
}

@Suite struct TableReaderTests {
  @Test(arguments: [
    "a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\r1,2\r", "a,b\n1,2", "\u{FEFF}a,b\n\n\r\n1,2\n\n",
    "\"a\",\"b\"\n\"1\",2",
  ])
  func plain(text: String) throws {
    #expect(try rows(text) == [["a", "b"], ["1", "2"]])
  }

  @Test func quotes() throws {
    #expect(
      try rows("a,b\n\"x\"\"y\",\"p,q\"\n\"l1\nl2\r\nl3\",\"\"\n") == [
        ["a", "b"], ["x\"y", "p,q"], ["l1\nl2\r\nl3", ""],
      ])
    #expect(try rows("a,b\nx\"y,\"\"\"\"\n") == [["a", "b"], ["x\"y", "\""]])
    #expect(try rows("a\n\"\"\nx\n") == [["a"], [""], ["x"]])
  }

  @Test func linesArePhysical() throws {
    let table = try TableReader(bytes: Array("a,b\r\n\r\n\"1\r\n\n\r2\",x\r\n3,4\r5,6\n\"7\",8".utf8))
    var lines: [Int] = []
    while let row = try table.next() { lines.append(row.line) }
    #expect(lines == [3, 7, 8, 9])
  }

  @Test(arguments: [
    ("a;b\n1;2,5", TableDelimiter.semicolon), ("a\tb,c\td\n", .tab), ("\"a,b,c\";d\n", .semicolon),
    ("a\n", .comma), ("sep=;\na,a;b\n", .semicolon), ("sep=\t\r\na,a\tb\n", .tab),
  ])
  func delimiterIsFound(text: String, delimiter: TableDelimiter) throws {
    #expect(try TableReader(bytes: Array(text.utf8)).delimiter == delimiter)
  }

  @Test func declarationIsNoRow() throws {
    #expect(try rows("sep=;\r\na;b\r\n1;2\r\n") == [["a", "b"], ["1", "2"]])
    #expect(try rows("sep=b,c\n1,2\n") == [["sep=b", "c"], ["1", "2"]])
  }

  @Test func raggedRows() throws {
    let table = try TableReader(bytes: Array("a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n\"1\"x,2,3\n1,2,3\n".utf8))
    var problems: [RowProblem?] = []
    while let row = try table.next() { problems.append(row.problem) }
    #expect(
      problems == [
        .tooFew(line: 2, found: 2, expected: 3), .tooMany(line: 3, found: 4, expected: 3), nil,
        .textAfterQuote(line: 5), nil,
      ])
    #expect(problems[0]?.description == "line 2: too few cells, 2 instead of 3")
  }

  @Test func cellsByName() throws {
    let table = try TableReader(bytes: Array(" id ,caption\n1,=\n2\n".utf8))
    let first = try #require(try table.next())
    #expect(first["id"] == "1" && first["caption"] == "=" && first["none"] == nil && first[-1] == nil)
    let second = try #require(try table.next())
    #expect(second["caption"] == nil && second[9] == nil)
  }

  @Test func headerNames() throws {
    let table = try TableReader(bytes: Array(",id,id,column 1,id (2),,\n".utf8))
    #expect(table.header.names == ["column 1 (2)", "id", "id (3)", "column 1", "id (2)"])
    #expect(Set(table.header.names).count == 5)
    #expect(
      table.notices == [
        .namelessColumn(place: 1, renamed: "column 1 (2)"), .duplicateColumn(name: "id", renamed: "id (3)"),
      ])
  }

  @Test func refusals() {
    #expect(error("")?.kind == .empty)
    #expect(error("\n\r\n")?.kind == .empty)
    #expect(error(" , ,\n1,2,3")?.kind == .emptyHeader)
    #expect(error("a,b\n1,\0\n") == TableError(.nul, line: 2))
    #expect(error("a,b\n1,2\n3,\"4\n5,6\n") == TableError(.unterminatedQuote, line: 3))
    #expect(error("PK\u{3}\u{4}xl")?.kind == .notText("a zip file or an Excel workbook"))
    #expect(throws: TableError.self) { try TableReader(path: "/nowhere/posts.csv") }
    #expect(throws: TableError.self) { try TableReader(path: "/tmp") }
  }

  @Test func limits() {
    var options = TableOptions()
    (options.fieldLimit, options.rowLimit, options.columnLimit) = (8, 12, 4)
    #expect(error("a\n123456789\n", options) == TableError(.fieldTooLong(limit: 8), line: 2))
    #expect(error("a\n1\n\"12\n3456\n789", options) == TableError(.fieldTooLong(limit: 8), line: 3))
    #expect(error("a,b\n1234567,1234567\n", options) == TableError(.rowTooLong(limit: 12), line: 2))
    #expect(error("a,b\n,,,,\n", options) == TableError(.tooManyColumns(limit: 4), line: 2))
  }

  @Test func errorsEndTheTable() throws {
    let table = try TableReader(bytes: Array("a\n1\n\"2".utf8), name: "posts.csv")
    _ = try table.next()
    let error = #expect(throws: TableError.self) { try table.next() }
    #expect(
      error?.description.hasPrefix("posts.csv:3: the quote that opens on this line is never closed") == true)
    #expect(try table.next() == nil)
  }

  @Test func readsFilesAsItReadsMemory() throws {
    let text = (1...5000).map { "\($0),\"line\nbreak \($0)\"" }.joined(separator: "\n")
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("id,text\n\(text)".utf8).write(to: file)
    let table = try TableReader(path: file.path)
    var count = 0
    while let row = try table.next() {
      count += 1
      #expect(row["text"] == "line\nbreak \(count)" && row.line == 2 * count)
    }
    #expect(count == 5000)
  }
}
