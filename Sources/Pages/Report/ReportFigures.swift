import ContentCoding
import Foundation

/// Numbers and times as pages write them, the same in every locale.
///
/// They differ from `Figures`, which terminals show, by what a page can do: a minus sign, a space that does not break, and
/// as many places as a number of its size needs.
enum ReportFigures {
  /// A coefficient with three places, a larger number with fewer; the minus is a minus sign.
  static func decimal(_ number: Double) -> String {
    guard number.isFinite else { return "not a number" }
    let size = abs(number)
    let places = size < 100 ? 3 : size < 10_000 ? 1 : 0
    guard size < 1e15 else { return signed(String(format: "%.3e", number)) }
    let text = String(format: "%.\(places)f", size)
    let isZero = text.allSatisfy { $0 == "0" || $0 == "." }
    return (number < 0 && !isZero ? "\u{2212}" : "") + Figures.grouped(text)
  }

  /// `1234567` as `1,234,567`.
  static func count(_ number: Int) -> String {
    (number < 0 ? "\u{2212}" : "") + Figures.grouped(String(number.magnitude))
  }

  /// A count of posts, or their sum of weights, which need not be whole.
  static func amount(_ sum: Double) -> String {
    guard sum.isFinite, abs(sum) < 1e15 else { return decimal(sum) }
    if sum == sum.rounded() { return count(Int(sum)) }
    return Figures.grouped(String(format: "%.1f", sum))
  }

  /// A number with so many significant digits, whole ones and those of a thousand and more with all before the point.
  static func rounded(_ number: Double, digits: Int) -> String {
    guard number.isFinite, abs(number) < 1e15 else { return decimal(number) }
    if number == number.rounded() { return count(Int(number)) }
    let before = Int(log10(abs(number)).rounded(.down)) + 1
    let text = String(format: "%.\(min(300, max(0, digits - before)))f", abs(number))
    return (number < 0 ? "\u{2212}" : "") + Figures.grouped(text)
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

  /// A coordinate of a drawing, with one place.
  static func place(_ coordinate: Double) -> String {
    let tenths = (coordinate * 10).rounded() / 10
    return tenths == tenths.rounded() ? String(format: "%.0f", tenths) : String(format: "%.1f", tenths)
  }

  private static func signed(_ text: String) -> String {
    text.hasPrefix("-") ? "\u{2212}" + text.dropFirst() : text
  }
}
