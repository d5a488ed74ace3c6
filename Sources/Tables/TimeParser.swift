import ContentCoding
import Foundation

/// Reads the forms of `TimeCell` from bytes, left to right, without allocation.
struct TimeParser {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index: Int

  static func parse(_ all: UnsafeBufferPointer<UInt8>) -> TimeCell {
    var (start, end) = (0, all.count)
    while start < end && all[start] <= 32 { start += 1 }
    while end > start && all[end - 1] <= 32 { end -= 1 }
    let cell = UnsafeBufferPointer(rebasing: all[start..<end])
    if cell.count <= 7, MissingWord.contains(cell.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }) {
      return .missing
    }
    guard cell.count <= 64, let first = cell.first else { return .unreadable }
    var parser = TimeParser(bytes: cell, index: 0)
    return isDigit(first) ? parser.numeric() : parser.english()
  }

  /// Everything that begins with a digit.
  private mutating func numeric() -> TimeCell {
    let (first, length) = digits()
    guard index < bytes.count else { return Self.unix(first, length, nanoseconds: 0) }
    let sign = bytes[index]
    if length == 8 && (sign == 0x54 || sign == 0x20) { return compact(first) }
    if length >= 9 && sign == 0x2E {
      index += 1
      guard let fraction = fraction(), index == bytes.count else { return .unreadable }
      return Self.unix(first, length, nanoseconds: fraction)
    }
    if length <= 2 && sign == 0x20 { return dayMonthNameYear(first) }
    index += 1
    let (second, secondLength) = digits()
    guard (1...2).contains(secondLength), take(sign) else { return .unreadable }
    let (third, thirdLength) = digits()
    switch (sign, length, thirdLength) {
    case (0x2D, 4, 1...2), (0x2F, 4, 1...2):
      return clock(CivilDate(year: first, month: second, day: third))
    case (0x2E, 1...2, 4):
      return clock(CivilDate(year: third, month: second, day: first))
    case (0x2F, 1...2, 4):
      if first <= 12 && second <= 12 && first != second { return .ambiguous }
      let isDayFirst = first > 12
      return clock(
        CivilDate(year: third, month: isDayFirst ? second : first, day: isDayFirst ? first : second))
    default: return .unreadable
    }
  }

  /// `Wed Oct 10 20:19:24 +0000 2018` and `Wed, 10 Oct 2018 20:19:24 GMT`.
  private mutating func english() -> TimeCell {
    guard Self.days.contains(letters()) else { return .unreadable }
    _ = take(0x2C)
    skipSpaces()
    if index < bytes.count, Self.isDigit(bytes[index]) { return dayMonthNameYear(digits().value) }
    guard let month = Self.months.firstIndex(of: letters()), take(0x20) else { return .unreadable }
    skipSpaces()
    let day = digits().value
    guard take(0x20), let time = time(separator: 0x3A), take(0x20), let zone = zone(), take(0x20) else {
      return .unreadable
    }
    let (year, length) = digits()
    guard length == 4, index == bytes.count else { return .unreadable }
    return CivilDate(year: year, month: month + 1, day: day).moment(time - zone * 1_000_000_000)
  }

  private mutating func dayMonthNameYear(_ day: Int) -> TimeCell {
    skipSpaces()
    guard let month = Self.months.firstIndex(of: letters()), take(0x20) else { return .unreadable }
    let (year, length) = digits()
    guard length == 4 else { return .unreadable }
    return clock(CivilDate(year: year, month: month + 1, day: day))
  }

  /// The time and zone after a date, both of which may be absent.
  private mutating func clock(_ date: CivilDate) -> TimeCell {
    if index == bytes.count { return date.moment(0) }
    let joint = bytes[index]
    _ = take(0x2C)
    guard joint == 0x2C || joint == 0x20 || joint | 0x20 == 0x74 || joint == 0x5F else { return .unreadable }
    if joint != 0x2C { index += 1 }
    skipSpaces()
    guard let time = time(separator: joint == 0x5F ? 0x2D : 0x3A) else { return .unreadable }
    if index == bytes.count { return date.moment(time) }
    _ = take(0x5F)
    skipSpaces()
    guard let zone = zone(), index == bytes.count else { return .unreadable }
    return date.moment(time - zone * 1_000_000_000)
  }

  /// `20240131`, alone or before `T120000Z`.
  private mutating func compact(_ number: Int) -> TimeCell {
    let date = CivilDate(compact: number)
    index += 1
    let (time, length) = digits()
    guard length == 6 || length == 4 else { return .unreadable }
    let (hour, minute, second) =
      length == 6 ? (time / 10_000, time / 100 % 100, time % 100) : (time / 100, time % 100, 0)
    guard hour < 24, minute < 60, second < 60 else { return .unreadable }
    let nanoseconds = ((hour * 60 + minute) * 60 + second) * 1_000_000_000
    if index == bytes.count { return date.moment(nanoseconds) }
    guard let zone = zone(), index == bytes.count else { return .unreadable }
    return date.moment(nanoseconds - zone * 1_000_000_000)
  }

  /// Nanoseconds since midnight of `12:00`, `12:00:01.5`, `3:05 PM`.
  private mutating func time(separator: UInt8) -> Int? {
    var (hour, hourLength) = digits()
    guard (1...2).contains(hourLength), take(separator) else { return nil }
    let (minute, minuteLength) = digits()
    guard minuteLength == 2, minute < 60 else { return nil }
    var (second, nanoseconds) = (0, 0)
    if take(separator) {
      let (value, length) = digits()
      guard length == 2, value <= 60 else { return nil }
      second = value
      if take(0x2E) || take(0x2C) {
        guard let value = fraction() else { return nil }
        nanoseconds = value
      }
    }
    if let isAfternoon = halfOfDay() {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    guard hour < 24 else { return nil }
    return ((hour * 60 + minute) * 60 + second) * 1_000_000_000 + nanoseconds
  }

  /// Whether `PM` follows; `nil` without AM or PM.
  private mutating func halfOfDay() -> Bool? {
    let place = bytes[index...].first == 0x20 ? index + 1 : index
    guard place + 2 <= bytes.count, bytes[place + 1] | 0x20 == 0x6D else { return nil }
    let half = bytes[place] | 0x20
    guard half == 0x61 || half == 0x70 else { return nil }
    index = place + 2
    return half == 0x70
  }

  /// Seconds east of UTC of `Z`, `UTC`, `GMT`, `+01`, `+0100`, `+01:00`.
  private mutating func zone() -> Int? {
    guard index < bytes.count else { return nil }
    let sign = bytes[index]
    guard sign == 0x2B || sign == 0x2D else {
      let name = letters()
      return name == Self.code("z") || name == Self.code("utc") || name == Self.code("gmt") ? 0 : nil
    }
    index += 1
    var (hours, length) = digits()
    var minutes = 0
    if length == 4 {
      (hours, minutes) = (hours / 100, hours % 100)
    } else if length == 2, take(0x3A) {
      (minutes, length) = digits()
      guard length == 2 else { return nil }
    } else if length != 2 {
      return nil
    }
    guard hours < 24, minutes < 60 else { return nil }
    return (sign == 0x2D ? -60 : 60) * (hours * 60 + minutes)
  }

  /// A run of digits and its length; beyond 18 digits the value stops growing.
  private mutating func digits() -> (value: Int, length: Int) {
    var (value, start) = (0, index)
    while index < bytes.count, Self.isDigit(bytes[index]) {
      if index - start < 18 { value = value * 10 + Int(bytes[index] - 0x30) }
      index += 1
    }
    start = index - start
    return (value, start)
  }

  /// The digits after a decimal sign, as nanoseconds.
  private mutating func fraction() -> Int? {
    var (value, unit) = (0, 100_000_000)
    let start = index
    while index < bytes.count, Self.isDigit(bytes[index]) {
      value += Int(bytes[index] - 0x30) * unit
      unit /= 10
      index += 1
    }
    return index > start ? value : nil
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func skipSpaces() { while take(0x20) {} }

  /// Up to three letters in one number, in small letters; 0 if there are none or more.
  private mutating func letters() -> Int {
    var (code, count) = (0, 0)
    while index < bytes.count, (0x61...0x7A).contains(bytes[index] | 0x20) {
      if count < 4 { code = code << 8 | Int(bytes[index] | 0x20) }
      count += 1
      index += 1
    }
    return count <= 3 ? code : 0
  }

  private static func unix(_ value: Int, _ length: Int, nanoseconds: Int) -> TimeCell {
    switch length {
    case 8 where nanoseconds == 0: CivilDate(compact: value).moment(0)
    case 9, 10: .moment(Date(timeIntervalSince1970: Double(value) + Double(nanoseconds) / 1e9))
    case 12, 13: .moment(Date(timeIntervalSince1970: Double(value) / 1e3))
    case 15, 16: .moment(Date(timeIntervalSince1970: Double(value) / 1e6))
    default: .unreadable
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func code(_ letters: StaticString) -> Int {
    letters.withUTF8Buffer { $0.reduce(0) { $0 << 8 | Int($1) } }
  }

  private static let days = [
    code("mon"), code("tue"), code("wed"), code("thu"), code("fri"), code("sat"), code("sun"),
  ]
  private static let months = [
    code("jan"), code("feb"), code("mar"), code("apr"), code("may"), code("jun"), code("jul"), code("aug"),
    code("sep"), code("oct"), code("nov"), code("dec"),
  ]
}
