import Foundation
import Testing

@testable import Tables

@Suite("What is nearly JSON") struct JSONRepairTests {
  private func repaired(_ text: String) -> String {
    String(decoding: JSONRepair.repaired(text.utf8), as: UTF8.self)
  }

  @Test func numbersThatJSONHasNot() {
    #expect(
      repaired(#"{"a": NaN, "b": [-Infinity, Infinity], "c": "NaN"}"#)
        == #"{"a": null, "b": [null, null], "c": "NaN"}"#)
  }

  @Test func halfAnEmoji() {
    #expect(repaired(#"{"a": "x\ud83d"}"#) == #"{"a": "x\uFFFD"}"#)
    #expect(repaired(#"{"a": "\ude00\ud83d\ude00"}"#) == #"{"a": "\uFFFD\ud83d\ude00"}"#)
    #expect(repaired(#"{"a": "\\ud83d \" NaN"}"#) == #"{"a": "\\ud83d \" NaN"}"#)
  }

  @Test func nulCharacters() {
    #expect(JSONRepair.hasNUL(#"{"a": "b\u0000c"}"#.utf8))
    #expect(!JSONRepair.hasNUL(#"{"a": "b\\u0000c\u0001"}"#.utf8))
  }

  @Test func elementsOfAnArray() throws {
    let text = "\u{FEFF}[\n {\"a\": \"]}\", \"b\": [1, {}]},\n\n{\"a\":\n 2}\n]"
    let reader = JSONElementsReader(MemorySource(Array(text.utf8)), lengthLimit: 1000, chunkSize: 3)
    var found: [String] = []
    while let element = try reader.next() {
      found.append("\(element.line) \(String(decoding: element.bytes, as: UTF8.self))")
    }
    #expect(found == ["2 {\"a\": \"]}\", \"b\": [1, {}]}", "4 {\"a\":\n 2}"])
    let cut = JSONElementsReader(MemorySource(Array("[{\"a\": 1".utf8)), lengthLimit: 1000)
    #expect(throws: TableError.self) { try cut.next() }
  }
}
