import Foundation
import Testing

@testable import Storage

@Suite struct TextTests {
  @Test(arguments: [
    (0.0, "1970-01-01T00:00:00.000Z"), (951_782_400.5, "2000-02-29T00:00:00.500Z"),
    (-1.0, "1969-12-31T23:59:59.000Z"), (4_107_542_399.999, "2100-02-28T23:59:59.999Z"),
    (-62_167_219_200, "0000-01-01T00:00:00.000Z"), (253_402_300_799, "9999-12-31T23:59:59.000Z"),
  ])
  func timesAreWrittenAndRead(seconds: Double, text: String) {
    let date = Date(timeIntervalSince1970: seconds)
    #expect(StoredTime.text(of: date) == text)
    #expect(StoredTime.date(of: text).map { abs($0.timeIntervalSince(date)) < 0.000_5 } == true)
  }

  @Test func timesAgreeWithFoundationOnEveryDayOfFourCenturies() {
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    for day in stride(from: -60_000, to: 90_000, by: 97) {
      let date = Date(timeIntervalSince1970: Double(day) * 86_400 + 3723.25)
      #expect(StoredTime.text(of: date) == date.formatted(style))
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e18])
  func timesThatNoCalendarHasAreNil(seconds: Double) {
    let date = Date(timeIntervalSince1970: seconds)
    #expect(StoredTime.text(of: date) == nil)
    #expect(StoredTime.date(of: StoredTime.clamped(date)) != nil)
  }

  @Test(arguments: ["", "2026", "2026-13-01T00:00:00.000Z", "2026-01-01T00:00:0x.000Z"])
  func otherWordsAreNoTimes(text: String) {
    #expect(StoredTime.date(of: text) == nil)
  }

  @Test func objectsSurviveWithWhateverTheyHold() throws {
    let strings = [
      "": "", "quote": "\"\\", "lines": "a\nb\r\tc", "control": "\u{1}\u{1f}\u{7f}", "emoji": "👩‍👩‍👧 é 日本",
      "k\"ey\n": "x", "braces": "},{:", "slash": "a/b",
    ]
    #expect(JSONText.strings(JSONText.text(of: strings)) == strings)
    let decoded = try JSONDecoder().decode([String: String].self, from: Data(JSONText.text(of: strings).utf8))
    #expect(decoded == strings)
    let numbers = ["a": 0.1, "b": 1e300, "c": -3, "d": 5e-324, "e": 12_345_678_901_234_567, "f,}": 2]
    #expect(JSONText.numbers(JSONText.text(of: numbers)) == numbers)
    #expect(
      try JSONDecoder().decode([String: Double].self, from: Data(JSONText.text(of: numbers).utf8)) == numbers)
  }

  @Test func keysAreSortedAndNumbersThatJSONLacksLeftOut() {
    #expect(JSONText.text(of: ["b": "2", "a": "1"]) == #"{"a":"1","b":"2"}"#)
    #expect(JSONText.text(of: ["b": 2, "a": .nan, "c": .infinity]) == #"{"b":2}"#)
    #expect(JSONText.text(of: ["a": Double.nan]) == "{}")
  }

  @Test(arguments: ["", "{", "{\"a", "{\"a\":", "[1]", "{\"a\":\"\\", "nonsense", "{\"a\":1}}"])
  func damagedObjectsAreNil(text: String) {
    #expect(JSONText.strings(text) == nil)
  }

  @Test func otherWritersJSONIsReadToo() {
    #expect(JSONText.strings(#"{ "a" : "\u00e9" }"#) == ["a": "é"])
    #expect(JSONText.numbers(#"{ "a" : 1e2 }"#) == ["a": 100])
  }
}
