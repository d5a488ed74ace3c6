import ContentCoding
import Foundation

/// A moment as tables write it: `2026-01-31T12:00:00Z`, with as many decimals (six at most) as it has.
enum WrittenTime {
  /// The text of a moment in the years 1 to 9999; nil for others, and for what is no number.
  static func text(_ moment: Date) -> String? {
    let seconds = moment.timeIntervalSince1970
    guard seconds >= -62_135_596_800, seconds < 253_402_300_799 else { return nil }
    let whole = seconds.rounded(.down)
    var (second, micros) = (Int(whole), Int(((seconds - whole) * 1e6).rounded()))
    if micros == 1_000_000 { (second, micros) = (second + 1, 0) }
    let day = second >= 0 ? second / 86_400 : (second - 86_399) / 86_400
    let time = second - day * 86_400
    let date = CivilDate(daysSince1970: day)
    var text = padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2)
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
