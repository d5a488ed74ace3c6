import ContentCoding
import Foundation
import Testing

struct JSONStringTests {
  @Test func everyCharacterComesBack() throws {
    let text = (0..<0x300).compactMap { Unicode.Scalar($0).map(String.init) }.joined() + "\"\\/👩‍👩‍👧\u{2028}"
    var bytes: [UInt8] = []
    JSONString.append(text, to: &bytes)
    let read = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) as? String
    #expect(read.map { Array($0.utf8) } == Array(text.utf8))
  }

  @Test func whatIsEscaped() {
    var bytes: [UInt8] = []
    JSONString.append("a\"\\\n\t\r\u{1}\u{1f}é", to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == #""a\"\\\n\t\r\u0001\u001fé""#)
    bytes = []
    JSONString.append("\r", to: &bytes, carriageReturn: #"\u000d"#)
    #expect(String(decoding: bytes, as: UTF8.self) == #""\u000d""#)
  }
}
