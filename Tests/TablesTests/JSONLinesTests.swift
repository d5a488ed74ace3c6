import Foundation
import Testing

@testable import Tables

@Suite struct JSONLinesTests {
  @Test func linesAndBlanks() throws {
    let reader = JSONLinesReader(
      bytes: Array("\u{FEFF}{\"a\":1}\n\n  \r\n{\"a\":2638550000000000123}\r\n{\"a\":3}".utf8))
    var found: [Int: Int] = [:]
    while let line = try reader.next() { found[line.line] = try line.object()["a"] as? Int }
    #expect(found == [1: 1, 4: 2_638_550_000_000_000_123, 5: 3])
  }

  @Test(arguments: ["{", "[1]", "3", "{\"a\":}", "{}x", "{\"a\":\"\0\"}", "\u{1}"])
  func badLinesArePassedOver(text: String) throws {
    let reader = JSONLinesReader(bytes: Array("{}\n\(text)\n{\"b\":1}\n".utf8), name: "x.ndjson")
    _ = try reader.next()
    let line = try #require(try reader.next())
    let error = #expect(throws: TableError.self) { try line.object() }
    #expect(error?.line == 2 && error?.file == "x.ndjson")
    #expect(try reader.next()?.object().count == 1)
  }

  @Test func depthIsBounded() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array(String(repeating: "{\"a\":", count: depth).utf8) + [0x31] + [UInt8](repeating: 0x7D, count: depth)
    }
    #expect(JSONLine.depth(of: nested(64)) == 64)
    #expect(JSONLine.depth(of: Array("{\"[[[\\\"[\": [1, {}]}".utf8)) == 3)
    #expect(try JSONLinesReader(bytes: nested(64)).next()?.object() != nil)
    let deep = try #require(try JSONLinesReader(bytes: nested(65)).next())
    #expect(#expect(throws: TableError.self) { try deep.object() }?.kind == .tooDeep(limit: 64))
    let hostile = try #require(try JSONLinesReader(bytes: [UInt8](repeating: 0x5B, count: 1 << 20)).next())
    #expect(throws: TableError.self) { try hostile.object() }
    #expect(throws: TableError.self) { try hostile.decoded(as: [Int].self) }
  }

  @Test func wideTextCannotHideDepth() throws {
    let text = "[\"\u{2200}\"," + String(repeating: "[", count: 2000)
    let bytes = text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let line = try #require(try JSONLinesReader(bytes: bytes).next())
    #expect(#expect(throws: TableError.self) { try line.object() }?.kind == .notJSON("it has a NUL byte"))
  }

  @Test func lengthIsBounded() {
    let reader = JSONLinesReader(bytes: [UInt8](repeating: 0x20, count: 101), lineLimit: 100)
    #expect(#expect(throws: TableError.self) { try reader.next() }?.kind == .lineTooLong(limit: 100))
  }

  @Test func written() throws {
    let gathered = Gathered()
    let writer = JSONLinesWriter { gathered.bytes += $0 }
    try writer.write([
      .init("post_id", .text("a\"\\\n\t\u{1}é/")), .init("score", .number(0.1)), .init("n", .integer(-3)),
      .init("x", .number(.nan)), .init("ok", .boolean(true)),
      .init("details", .object([.init("z", .list([.null, .number(1e300)]))])),
    ])
    try writer.write(["b": "1/2", "a": "x"])
    try writer.finish()
    let text = String(decoding: gathered.bytes, as: UTF8.self)
    #expect(
      text
        == #"{"post_id":"a\"\\\n\t\u0001é/","score":0.1,"n":-3,"x":null,"ok":true,"details":{"z":[null,1e+300]}}"#
        + "\n" + #"{"a":"x","b":"1/2"}"# + "\n")
    let first = try #require(try JSONLinesReader(bytes: gathered.bytes).next())
    #expect(try first.object()["post_id"] as? String == "a\"\\\n\t\u{1}é/")
  }

  @Test func textRoundTrip() throws {
    var cases = TableCases(seed: 5)
    let gathered = Gathered()
    let writer = JSONLinesWriter { gathered.bytes += $0 }
    let texts = (0..<2000).map { _ in cases.troublesome(10) }
    for text in texts { try writer.write([.init("t", .text(text))]) }
    try writer.finish()
    let reader = JSONLinesReader(bytes: gathered.bytes)
    for text in texts {
      let read = try #require(try reader.next()?.decoded(as: [String: String].self)["t"])
      #expect(Array(read.utf8) == Array(text.utf8))
    }
  }
}
