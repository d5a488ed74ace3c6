import Testing

@testable import Tables

/// All that a table yields, to be compared across sizes of chunks.
private struct Outcome: Equatable {
  var names: [String] = []
  var rows: [[String]] = []
  var lines: [Int] = []
  var problems: [RowProblem?] = []
  var notices: [TableNotice] = []
  var error: TableError?

  init(_ bytes: [UInt8], chunkSize: Int, isRewindable: Bool) {
    var options = TableOptions()
    options.chunkSize = chunkSize
    (options.fieldLimit, options.rowLimit, options.columnLimit) = (60, 100, 20)
    do {
      let table = try TableReader(MemorySource(bytes, isRewindable: isRewindable), options: options)
      (names, notices) = (table.header.names, table.notices)
      while let row = try table.next() {
        rows.append(row.fields)
        lines.append(row.line)
        problems.append(row.problem)
      }
    } catch {
      self.error = error as? TableError
      #expect(self.error != nil, "\(error)")
    }
  }
}

@Suite struct TableFuzzTests {
  private static let seeds = [
    "id,image,caption\n1,a.jpg,\"a, b\"\n2,b.jpg,\"line\r\nbreak \"\"quoted\"\"\"\n3,c.jpg,=1+1\n",
    "\u{FEFF}id;text;likes\r\n1;Käse 🌞;1.2K\r\n\r\n2;\"x;y\";0\r\n", "sep=;\na;b\n1;'=x\n", "a\tb\r1\t2\r",
  ]

  @Test(arguments: 0..<4) func rowsDoNotDependOnChunks(seed: UInt64) {
    var cases = TableCases(seed: seed)
    for round in 0..<400 {
      var bytes = Array((Self.seeds.randomElement(using: &cases) ?? "").utf8)
      if round % 4 == 0 { bytes = (0..<40).map { _ in UInt8.random(in: 0...255, using: &cases) } }
      if round % 4 == 1 { bytes = Array(cases.troublesome(60).utf8) }
      for _ in 0..<Int.random(in: 0...4, using: &cases) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &cases)
        switch Int.random(in: 0...4, using: &cases) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &cases)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(Array("\",\n\r;\t\0'=".utf8).randomElement(using: &cases) ?? 0, at: place)
        case 3: bytes.append(contentsOf: bytes[place...])
        default: bytes.removeLast(bytes.count - place)
        }
      }
      for isRewindable in [true, false] {
        let whole = Outcome(bytes, chunkSize: 1 << 16, isRewindable: isRewindable)
        for chunkSize in [1, 2, 3, 5, 8, 13, 64] {
          let outcome = Outcome(bytes, chunkSize: chunkSize, isRewindable: isRewindable)
          #expect(outcome == whole, "seed \(seed), round \(round), chunk \(chunkSize), \(bytes)")
        }
      }
    }
  }

  @Test func jsonLinesDoNotDependOnChunks() throws {
    var cases = TableCases(seed: 3)
    for _ in 0..<500 {
      let signs: [UInt8] = Array("{}[]\"\\\n\r ,:1aé\0".utf8) + [0xFF]
      let bytes = (0..<40).map { _ in signs.randomElement(using: &cases) ?? 0 }
      let all = try [1, 2, 7, 4096].map { chunkSize in
        let reader = JSONLinesReader(MemorySource(bytes), lineLimit: 1000, chunkSize: chunkSize)
        var lines: [String] = []
        while let line = try reader.next() {
          lines.append("\(line.line) \(Array(line.bytes)) \((try? line.object())?.count ?? -1)")
        }
        return lines
      }
      #expect(all.allSatisfy { $0 == all[0] })
    }
  }

  @Test func cellsNeverTrap() {
    var cases = TableCases(seed: 11)
    let signs = Array("0123456789 .,:-+/_TZekmbUCPMWedOct'E")
    for _ in 0..<100_000 {
      let text = String(
        (0..<Int.random(in: 0...24, using: &cases)).map { _ in signs.randomElement(using: &cases) ?? "0" })
      _ = CountCell(text)
      _ = TimeCell(text)
      var ids = RoundedIDs()
      ids.observe(text, line: 1)
    }
    for bytes in 0..<2000 {
      let text = String(
        decoding: (0..<bytes % 70).map { _ in UInt8.random(in: 0...255, using: &cases) }, as: UTF8.self)
      _ = CountCell(text)
      _ = TimeCell(text)
    }
  }
}
