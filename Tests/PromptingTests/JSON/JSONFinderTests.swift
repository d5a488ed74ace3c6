import Foundation
import Testing

@testable import Prompting

struct JSONFinderTests {
  private static func found(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return JSONFinder(text).objects.map { String(decoding: bytes[$0.place], as: UTF8.self) }
  }

  @Test(arguments: [
    (#"{"a": 1}"#, [#"{"a": 1}"#]),
    ("```json\n{\"a\": 1}\n```", [#"{"a": 1}"#]),
    (#"Sure! {"a": "}{"} Hope that helps {smile}."#, [#"{"a": "}{"}"#]),
    (#"First {"a": 1}, no: {"a": {"b": 2}}"#, [#"{"a": 1}"#, #"{"a": {"b": 2}}"#]),
    (#"[{"a": 1}, {"b": 2}]"#, [#"{"a": 1}"#, #"{"b": 2}"#]),
    (#"{"broken": {"a": 1}"#, [#"{"a": 1}"#]),
    ("no object", []),
  ])
  func findsObjects(text: String, objects: [String]) {
    #expect(Self.found(text) == objects)
  }

  @Test func seesThatAnObjectIsCutOff() {
    #expect(JSONFinder(#"{"a": "long te"#).isCutOff)
    #expect(!JSONFinder(#"{"a": 1}"#).isCutOff)
    #expect(!JSONFinder("{ braces }").isCutOff)
  }

  @Test func keepsTheLastOfMany() {
    let text = (0..<100).map { "{\"a\": \($0)}" }.joined(separator: " ")
    let found = Self.found(text)
    #expect(found.count == JSONFinder.objectLimit)
    #expect(found.last == "{\"a\": 99}")
  }

  @Test(arguments: ["{", "{\"", "{\"a\":", "{\"a\":[", "{\"a\":\"\\", "\"{"])
  func hostileTextIsReadInLinearTime(part: String) {
    let text = String(repeating: part, count: 1_000_000 / part.utf8.count)
    let clock = ContinuousClock()
    let taken = clock.measure { _ = JSONFinder(text) }
    #expect(taken < .seconds(20))
  }
}
