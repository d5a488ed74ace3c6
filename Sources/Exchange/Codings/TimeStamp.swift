import Foundation

/// A moment as tables write it: `2026-01-31T12:00:00Z`, with as many decimals (six at most) as it has.
enum TimeStamp {
  /// The text of a moment in the years 1 to 9999; nil for others, and for what is no number.
  ///
  /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
  static func text(_ date: Date) -> String? {
    let seconds = date.timeIntervalSince1970
    guard seconds >= -62_135_596_800, seconds < 253_402_300_799 else { return nil }
    let whole = seconds.rounded(.down)
    var (second, micros) = (Int(whole), Int(((seconds - whole) * 1e6).rounded()))
    if micros == 1_000_000 { (second, micros) = (second + 1, 0) }
    let day = second >= 0 ? second / 86_400 : (second - 86_399) / 86_400
    let time = second - day * 86_400
    let shifted = day + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let civilMonth = month < 10 ? month + 3 : month - 9
    let year = yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0)
    var text =
      padded(year, 4) + "-" + padded(civilMonth, 2) + "-" + padded(dayOfYear - (153 * month + 2) / 5 + 1, 2)
    text += "T" + padded(time / 3600, 2) + ":" + padded(time / 60 % 60, 2) + ":" + padded(time % 60, 2)
    if micros > 0 {
      var decimals = padded(micros, 6)
      while decimals.hasSuffix("0") { decimals.removeLast() }
      text += "." + decimals
    }
    return text + "Z"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
