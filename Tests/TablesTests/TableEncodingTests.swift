import Testing

@testable import Tables

private func read(
  _ bytes: [UInt8], isRewindable: Bool = true, _ options: TableOptions = TableOptions()
) throws -> (rows: [[String]], notices: [TableNotice]) {
  let table = try TableReader(MemorySource(bytes, isRewindable: isRewindable), options: options)
  var rows = [table.header.names]
  while let row = try table.next() { rows.append(row.fields) }
  return (rows, table.notices)
}

private func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
  ("\u{FEFF}" + text).utf16.flatMap { unit in
    let pair = [UInt8(unit >> 8), UInt8(unit & 255)]
    return isBigEndian ? pair : pair.reversed()
  }
}

@Suite struct TableEncodingTests {
  @Test(arguments: [true, false], [true, false])
  func utf16IsConverted(isBigEndian: Bool, isRewindable: Bool) throws {
    let text = "id,text\n1,\"Käse 🌞\n€\"\n"
    let encoding = isBigEndian ? TextEncoding.utf16BigEndian : .utf16LittleEndian
    for chunkSize in [1, 2, 3, 7, 4096] {
      var options = TableOptions()
      options.chunkSize = chunkSize
      let table = try read(utf16(text, isBigEndian: isBigEndian), isRewindable: isRewindable, options)
      #expect(table.rows == [["id", "text"], ["1", "Käse 🌞\n€"]])
      #expect(table.notices == [.converted(from: encoding)])
    }
  }

  @Test func brokenUTF16IsReplaced() throws {
    let bytes: [UInt8] = [0xFF, 0xFE, 0x61, 0, 10, 0, 0x00, 0xD8, 0x62, 0, 0x00, 0xDC, 0x63]
    #expect(try read(bytes).rows == [["a"], ["\u{FFFD}b\u{FFFD}\u{FFFD}"]])
  }

  @Test func windows1252IsConvertedOrRefused() throws {
    let bytes = Array("id,text\n1,K".utf8) + [0xE4, 0x73, 0x65, 0x20, 0x80, 0x96]
    let table = try read(bytes)
    #expect(table.rows == [["id", "text"], ["1", "Käse €–"]])
    #expect(table.notices == [.converted(from: .windows1252)])
    var options = TableOptions()
    options.encodingPolicy = .refuse
    let refusal = #expect(throws: TableError.self) { try read(bytes, options) }
    #expect(refusal == TableError(.encoding("windows-1252"), line: 2))
    let piped = #expect(throws: TableError.self) { try read(bytes, isRewindable: false) }
    #expect(piped == TableError(.notUTF8, line: 2))
    options.encoding = .windows1252
    #expect(try read(bytes, isRewindable: false, options).rows == table.rows)
  }

  @Test func otherEncodingsAreRefused() {
    let cyrillic = #expect(throws: TableError.self) { try read(Array("id\n".utf8) + [0xC0, 0x81, 0xE0]) }
    #expect(cyrillic == TableError(.encoding("neither UTF-8 nor Windows-1252"), line: 2))
    let wide = #expect(throws: TableError.self) { try read([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0]) }
    #expect(wide?.kind == .encoding("UTF-32"))
    let unmarked = #expect(throws: TableError.self) { try read([0x61, 0, 0x2C, 0, 0x62, 0]) }
    #expect(unmarked?.kind == .nul)
  }

  @Test func damagedUTF8IsRepairedWithANotice() throws {
    let bytes = Array("id,text\n1,Käse 🌞 ö\n2,".utf8) + [0xF0, 0x9F, 0x8C] + Array("\n3,ü\n".utf8)
    let table = try read(bytes)
    #expect(table.rows == [["id", "text"], ["1", "Käse 🌞 ö"], ["2", "\u{FFFD}"], ["3", "ü"]])
    #expect(table.notices == [.damagedUTF8(places: 1, firstLine: 3)])
  }

  @Test func validatorAgreesWithTheStandardLibrary() {
    var cases = TableCases(seed: 7)
    let alphabet: [UInt8] = [
      0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1,
      0xF4, 0xF5, 0xFF,
    ]
    var validCount = 0
    var wrong: [[UInt8]] = []
    for _ in 0..<200_000 {
      let length = Int.random(in: 1...5, using: &cases)
      let bytes = (0..<length).map { _ in alphabet.randomElement(using: &cases) ?? 0 }
      var validator = UTF8Validator()
      bytes.withUnsafeBufferPointer { validator.scan($0) }
      validator.finish()
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      if isValid { validCount += 1 }
      if (validator.firstInvalid == nil) != isValid { wrong.append(bytes) }
    }
    #expect(wrong.isEmpty)
    #expect(validCount > 1000)
  }
}
