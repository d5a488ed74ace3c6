import ContentCoding
import Foundation
import Testing

@testable import Prompting

struct BatchPartsTests {
  @Test func namesAreReadBack() throws {
    let address = try EndpointAddress("https://a/v1")
    for number in 0..<50 {
      let key = RequestKey(
        endpoint: address, request: ChatBench.request("\(number)"), repetition: number * 999_999)
      #expect(key.name.utf8.count <= 64)
      #expect(RequestKey(name: key.name, endpoint: address) == key)
      #expect(RequestKey(name: key.name + "x", endpoint: address) == nil)
      #expect(RequestKey(name: String(key.name.dropFirst()), endpoint: address) == nil)
    }
    for text in ["", "-", "-0", String(repeating: "A", count: 43) + "--1", "ü"] {
      #expect(RequestKey(name: text, endpoint: address) == nil, "\(text)")
    }
  }

  @Test(arguments: [1, 2, 3, 100])
  func linesInPieces(size: Int) {
    let text = Array("one\n\ntwo\nlonger than the limit\nthree".utf8)
    var splitter = LineSplitter(limit: 10)
    var lines: [[UInt8]] = []
    for start in stride(from: 0, to: text.count, by: size) {
      lines += splitter.lines(adding: Array(text[start..<min(start + size, text.count)]))
    }
    if let last = splitter.finish() { lines.append(last) }
    #expect(lines.map { String(decoding: $0, as: UTF8.self) } == ["one", "two", "three"])
    #expect(splitter.passed == 1)
  }

  @Test func states() {
    func state(_ text: String) -> BatchState? { BatchState(WireValue(text.utf8)) }
    #expect(
      state(#"{"status":"finalizing","request_counts":{"total":3,"completed":2,"failed":1}}"#)?.completed == 2
    )
    #expect(state(#"{"status":"dreaming"}"#)?.isOver == false)
    #expect(state(#"{"status":"completed","request_counts":{"total":-1,"completed":1e300}}"#)?.total == 0)
    #expect(state("{}") == nil && state("[]") == nil && state("") == nil)
  }
}
