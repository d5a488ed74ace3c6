import Foundation

/// Numbers as people read them, the same in every locale.
package enum Figures {
  /// `1234567` as `1,234,567`.
  package static func count(_ number: Int) -> String {
    var digits = String(number.magnitude)
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits = String(digits.dropLast(3))
    }
    return (number < 0 ? "-" : "") + ([Substring(digits)] + groups).joined(separator: ",")
  }

  /// A count and its noun: `1 post`, `2 posts`.
  package static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    "\(count(number)) \(number == 1 ? noun : plural ?? noun + "s")"
  }

  /// US dollars: cents, and five places for what costs less than ten of them.
  package static func dollars(_ amount: Double) -> String {
    decimal(amount, places: amount > 0 && amount < 0.1 ? 5 : 2)
  }

  /// Three digits for slow rates, whole numbers for fast ones.
  package static func rate(_ rate: Double) -> String {
    rate >= 100 ? count(Int(rate)) : decimal(rate, places: rate >= 10 ? 1 : 2)
  }

  /// `0.8`, `12 s`, `3 min 20 s`, `2 h 05 min`.
  package static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite else { return "?" }
    let whole = Int(seconds.rounded())
    if seconds < 9.95 { return "\(decimal(seconds, places: 1)) s" }
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }

  /// A number with a fixed number of places.
  package static func decimal(_ number: Double, places: Int) -> String {
    String(format: "%.\(places)f", number)
  }

  /// `1536` as `1.5 kB`.
  package static func bytes(_ count: Int64) -> String {
    let units = ["B", "kB", "MB", "GB", "TB"]
    var size = Double(count)
    var unit = 0
    while size >= 1000, unit < units.count - 1 {
      size /= 1000
      unit += 1
    }
    return unit == 0 ? "\(count) B" : "\(decimal(size, places: 1)) \(units[unit])"
  }
}
