import Testing

@testable import Prompting

struct JSONTests {
  private static func read(_ text: String) throws(JSONScanner.Failure) -> JSON {
    var scanner = JSONScanner(Array(text.utf8), budget: 1_000_000)
    return try scanner.value(at: 0).value
  }

  @Test func writesStableText() {
    let value = JSON.object([
      .init("b", .number(1)),
      .init("a", .array([.null, .bool(true), .number(0.5), .string("x\"\\\n\u{1}é")])),
      .init("none", .object([])), .init("odd", .number(.infinity)),
    ])
    #expect(
      value.text
        == #"{"b": 1, "a": [null, true, 0.5, "x\"\\\n\u0001é"], "none": {}, "odd": null}"#)
  }

  @Test(arguments: [
    "null", "true", "false", "-1.5", "1e+20", "\"\"", "[]", "[1, [2, [3]]]",
    #"{"a": {"b": [true, null]}, "c": "d", "a": 2}"#, #""😀 ü \" \\ \n""#,
  ])
  func readsWhatItWrites(text: String) throws {
    #expect(try Self.read(text).text == text)
  }

  @Test func readsEscapes() throws {
    #expect(try Self.read(#""\u00e9\ud83d\ude00\/\b\f\r\t""#) == .string("é😀/\u{8}\u{c}\r\t"))
    #expect(try Self.read(#""\ud83d!""#) == .string("\u{FFFD}!"))
  }

  @Test func knowsWhereValuesStand() throws {
    let text = #"{ "a" : "xy" , "b":[1] }"#
    guard case .object(let members) = try Self.read(text) else {
      Issue.record("no object")
      return
    }
    let bytes = Array(text.utf8)
    let written = members.map { member in member.place.map { String(decoding: bytes[$0], as: UTF8.self) } }
    #expect(written == ["\"xy\"", "[1]"])
  }

  @Test(arguments: [
    ("", JSONScanner.Failure.cutOff), ("{", .cutOff), ("{\"a\"", .cutOff), ("{\"a\": tr", .cutOff),
    ("[1, 2", .cutOff), ("\"abc", .cutOff), ("\"\\u12", .cutOff), ("nul!", .malformed),
    ("{a: 1}", .malformed),
    ("[1 2]", .malformed), ("1e999", .malformed), ("-", .malformed), ("\"\\x\"", .malformed),
    ("\"\\u12G4\"", .malformed),
    (String(repeating: "[", count: 100_000), .tooMuch),
    (String(repeating: "{\"a\":", count: 65), .tooMuch),
  ])
  func refusesWhatIsNoJSON(text: String, failure: JSONScanner.Failure) {
    #expect(throws: failure) { try Self.read(text) }
  }

  @Test func readsToTheLimitOfDepth() throws {
    let depth = JSONScanner.depthLimit
    let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(try Self.read(text).text == text)
    #expect(throws: JSONScanner.Failure.tooMuch) { try Self.read("[" + text + "]") }
  }

  @Test func theBudgetIsKept() {
    var scanner = JSONScanner(Array("[1, 2, 3, 4, 5]".utf8), budget: 5)
    #expect(throws: JSONScanner.Failure.tooMuch) { try scanner.value(at: 0) }
  }
}
