import ContentCoding
import Foundation

/// Times as they are stored: ISO 8601 in UTC with milliseconds, `2026-11-21T09:30:00.000Z`, which sort as text.
enum StoredTime {
  private static let earliest = -62_167_219_200_000.0
  private static let latest = 253_402_300_799_999.0

  /// The written form; nil for a time before the year 0 or after 9999.
  static func text(of date: Date) -> String? {
    let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
    guard milliseconds >= earliest, milliseconds <= latest else { return nil }
    let total = Int(milliseconds)
    let day = Int((milliseconds / 86_400_000).rounded(.down))
    let rest = total - day * 86_400_000
    let date = CivilDate(daysSince1970: day)
    return String(unsafeUninitializedCapacity: 24) { buffer in
      func put(_ number: Int, at position: Int, digits: Int) {
        var number = number
        for offset in (0..<digits).reversed() {
          buffer[position + offset] = UInt8(48 + number % 10)
          number /= 10
        }
      }
      put(date.year, at: 0, digits: 4)
      put(date.month, at: 5, digits: 2)
      put(date.day, at: 8, digits: 2)
      put(rest / 3_600_000, at: 11, digits: 2)
      put(rest / 60_000 % 60, at: 14, digits: 2)
      put(rest / 1000 % 60, at: 17, digits: 2)
      put(rest % 1000, at: 20, digits: 3)
      for (position, mark) in zip([4, 7, 10, 13, 16, 19, 23], "--T::.Z".utf8) { buffer[position] = mark }
      return 24
    }
  }

  /// The written form; times beyond the years 0 to 9999 become the nearest of them.
  static func clamped(_ date: Date) -> String {
    text(of: date)
      ?? (date.timeIntervalSince1970 > 0 ? "9999-12-31T23:59:59.999Z" : "0000-01-01T00:00:00.000Z")
  }

  /// Reads the written form; nil for anything else.
  static func date(of text: String) -> Date? {
    var text = text
    return text.withUTF8(date)
  }

  private static func date(of bytes: UnsafeBufferPointer<UInt8>) -> Date? {
    guard bytes.count == 24 else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      bytes[range].reduce(0) { sum, byte in
        guard let sum, (48...57).contains(byte) else { return nil }
        return sum * 10 + Int(byte) - 48
      }
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      let millisecond = number(20..<23), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let days = CivilDate(year: year, month: month, day: day).daysSince1970
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second
    return Date(timeIntervalSince1970: (Double(seconds) * 1000 + Double(millisecond)) / 1000)
  }
}
