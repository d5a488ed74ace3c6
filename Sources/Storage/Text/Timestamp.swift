import Foundation

/// Times as they are stored: ISO 8601 in UTC with milliseconds, `2026-11-21T09:30:00.000Z`, which sort as text.
enum Timestamp {
  private static let earliest = -62_167_219_200_000.0
  private static let latest = 253_402_300_799_999.0

  /// The written form; nil for a time before the year 0 or after 9999.
  static func text(of date: Date) -> String? {
    let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
    guard milliseconds >= earliest, milliseconds <= latest else { return nil }
    let total = Int(milliseconds)
    let day = Int((milliseconds / 86_400_000).rounded(.down))
    let rest = total - day * 86_400_000
    let (year, month, dayOfMonth) = civil(ofDay: day)
    return String(unsafeUninitializedCapacity: 24) { buffer in
      func put(_ number: Int, at position: Int, digits: Int) {
        var number = number
        for offset in (0..<digits).reversed() {
          buffer[position + offset] = UInt8(48 + number % 10)
          number /= 10
        }
      }
      put(year, at: 0, digits: 4)
      put(month, at: 5, digits: 2)
      put(dayOfMonth, at: 8, digits: 2)
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
    let bytes = Array(text.utf8)
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
    let seconds = dayNumber(year: year, month: month, day: day) * 86_400 + hour * 3600 + minute * 60 + second
    return Date(timeIntervalSince1970: (Double(seconds) * 1000 + Double(millisecond)) / 1000)
  }

  // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": days since 1970 in the Gregorian calendar.
  private static func civil(ofDay day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }

  private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
