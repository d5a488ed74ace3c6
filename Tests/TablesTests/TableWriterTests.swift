import Testing

@testable import Tables

/// Gathers what a writer sends.
final class Gathered {
  var bytes: [UInt8] = []
}

@Suite struct TableWriterTests {
  private func written(
    _ columns: [String], _ rows: [[String]], delimiter: TableDelimiter = .comma, guards: Bool = true
  ) throws -> [UInt8] {
    let gathered = Gathered()
    let table = try TableWriter(columns: columns, delimiter: delimiter, guardsFormulas: guards) {
      gathered.bytes += $0
    }
    for row in rows { try table.write(row) }
    try table.finish()
    return gathered.bytes
  }

  @Test func form() throws {
    let rows = [
      ["1", "a,b"], ["2", "say \"hi\""], ["3", "l\nl"], ["4", "=1+1"], ["-5", "=\"x\""], ["", "a;b"],
    ]
    let text = String(decoding: try written(["id", "text"], rows), as: UTF8.self)
    #expect(
      text == "id,text\n1,\"a,b\"\n2,\"say \"\"hi\"\"\"\n3,\"l\nl\"\n4,'=1+1\n-5,\"'=\"\"x\"\"\"\n,a;b\n")
    #expect(try written(["a"], [["=1"]], guards: false) == Array("a\n=1\n".utf8))
    #expect(try written(["a", "b"], [["1,2", "\t"]], delimiter: .tab) == Array("a\tb\n1,2\t\"'\t\"\n".utf8))
  }

  @Test(arguments: TableDelimiter.allCases) func roundTrip(delimiter: TableDelimiter) throws {
    var cases = TableCases(seed: UInt64(delimiter.rawValue))
    for round in 0..<300 {
      let columnCount = Int.random(in: 1...4, using: &cases)
      let columns = (0..<columnCount).map { "\(["\u{FEFF}c", "a;b,c\td", "sep=", "\"q\""][$0])\($0)" }
      let rows = (0..<20).map { _ in columns.map { _ in cases.troublesome(8) } }
      let table = try TableReader(bytes: try written(columns, rows, delimiter: delimiter))
      #expect(table.delimiter == delimiter || columnCount == 1)
      #expect(table.header.names == columns && table.notices.isEmpty)
      for row in rows {
        let read = try #require(try table.next())
        #expect(read.problem == nil)
        #expect(read.fields.map { Array($0.utf8) } == row.map { Array($0.utf8) }, "round \(round)")
      }
      #expect(try table.next() == nil)
    }
  }

  @Test func refusals() throws {
    let mismatch = #expect(throws: TableError.self) { try written(["a", "b"], [["1"]]) }
    #expect(mismatch?.kind == .wrongCellCount(found: 1, expected: 2))
    #expect(throws: TableError.self) { try written([], []) }
    #expect(try written(["a"], [["x\0y"]]) == Array("a\nx\u{FFFD}y\n".utf8))
  }
}
