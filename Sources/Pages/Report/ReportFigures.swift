import Foundation

/// Numbers and times as the report writes them, the same in every locale.
enum ReportFigures {
  /// A coefficient with three places, a larger number with fewer; the minus is a minus sign.
  static func decimal(_ number: Double) -> String {
    guard number.isFinite else { return "not a number" }
    let size = abs(number)
    let places = size < 100 ? 3 : size < 10_000 ? 1 : 0
    guard size < 1e15 else { return signed(String(format: "%.3e", number)) }
    let text = String(format: "%.\(places)f", size)
    let isZero = text.allSatisfy { $0 == "0" || $0 == "." }
    return (number < 0 && !isZero ? "\u{2212}" : "") + groupedBeforePoint(text)
  }

  /// `1234567` as `1,234,567`.
  static func count(_ number: Int) -> String {
    (number < 0 ? "\u{2212}" : "") + grouped(Substring(String(number.magnitude)))
  }

  /// A count of posts, or their sum of weights, which need not be whole.
  static func amount(_ sum: Double) -> String {
    guard sum.isFinite, abs(sum) < 1e15 else { return decimal(sum) }
    if sum == sum.rounded() { return count(Int(sum)) }
    return groupedBeforePoint(String(format: "%.1f", sum))
  }

  /// A number with so many significant digits, whole ones and those of a thousand and more with all before the point.
  static func rounded(_ number: Double, digits: Int) -> String {
    guard number.isFinite, abs(number) < 1e15 else { return decimal(number) }
    if number == number.rounded() { return count(Int(number)) }
    let before = Int(log10(abs(number)).rounded(.down)) + 1
    let text = String(format: "%.\(min(300, max(0, digits - before)))f", abs(number))
    return (number < 0 ? "\u{2212}" : "") + groupedBeforePoint(text)
  }

  /// A count and its noun: `1 post`, `2 posts`.
  static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    "\(count(number)) \(number == 1 ? noun : plural ?? noun + "s")"
  }

  /// A share as `12.3 %`.
  static func percent(_ share: Double) -> String {
    guard share.isFinite else { return "not a number" }
    return signed(String(format: "%.1f\u{A0}%%", share * 100))
  }

  /// A share as `12%`, where there is little room.
  static func wholePercent(_ share: Double) -> String {
    share.isFinite ? signed(String(format: "%.0f%%", share * 100)) : "–"
  }

  /// An opacity from 0 to 1 with three places.
  static func opacity(_ share: Double) -> String {
    String(format: "%.3f", min(1, max(0, share)))
  }

  /// `2026-11-21 09:33 UTC`.
  static func time(_ date: Date) -> String {
    let text = date.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: false))
    return text.prefix(16).replacingOccurrences(of: "T", with: " ") + " UTC"
  }

  /// The same instant as HTML's `time` element wants it.
  static func machineTime(_ date: Date) -> String {
    date.formatted(.iso8601)
  }

  /// `0.8 s`, `3 min 20 s`, `2 h 05 min`.
  static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, (0..<1e9).contains(seconds) else { return "unknown" }
    if seconds < 9.95 { return String(format: "%.1f s", seconds) }
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return String(format: "%d h %02d min", whole / 3600, whole % 3600 / 60)
  }

  /// A coordinate of a drawing, with one place.
  static func place(_ coordinate: Double) -> String {
    let tenths = (coordinate * 10).rounded() / 10
    return tenths == tenths.rounded() ? String(format: "%.0f", tenths) : String(format: "%.1f", tenths)
  }

  private static func signed(_ text: String) -> String {
    text.hasPrefix("-") ? "\u{2212}" + text.dropFirst() : text
  }

  private static func groupedBeforePoint(_ text: String) -> String {
    let parts = text.split(separator: ".", maxSplits: 1)
    return grouped(parts[0]) + (parts.count > 1 ? "." + parts[1] : "")
  }

  private static func grouped(_ digits: Substring) -> String {
    var rest = digits
    var groups: [Substring] = []
    while rest.count > 3 {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return ([rest] + groups).joined(separator: ",")
  }
}
