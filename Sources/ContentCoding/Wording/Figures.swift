import Foundation

/// Numbers as people read them, the same in every locale.
public enum Figures {
  /// `1234567` as `1,234,567`.
  public static func count(_ number: Int) -> String {
    (number < 0 ? "-" : "") + grouped(String(number.magnitude))
  }

  /// Digits in groups of three; what stands after a point stays as it is.
  public static func grouped(_ digits: some StringProtocol) -> String {
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    var rest = parts[0][...]
    var groups: [Substring] = []
    while rest.count > 3 {
      groups.insert(Substring(rest.suffix(3)), at: 0)
      rest = rest.dropLast(3)
    }
    return ([Substring(rest)] + groups).joined(separator: ",") + (parts.count > 1 ? "." + parts[1] : "")
  }

  /// A count and its noun: `1 post`, `2 posts`.
  public static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    "\(count(number)) \(number == 1 ? noun : plural ?? noun + "s")"
  }

  /// US dollars: cents, and five places for what costs less than ten of them.
  public static func dollars(_ amount: Double) -> String {
    decimal(amount, places: amount > 0 && amount < 0.1 ? 5 : 2)
  }

  /// Three digits for slow rates, whole numbers for fast ones.
  public static func rate(_ rate: Double) -> String {
    rate >= 100 ? count(Int(rate)) : decimal(rate, places: rate >= 10 ? 1 : 2)
  }

  /// `0.8`, `12 s`, `3 min 20 s`, `2 h 05 min`.
  public static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, (0..<1e9).contains(seconds) else { return "unknown" }
    let whole = Int(seconds.rounded())
    if seconds < 9.95 { return "\(decimal(seconds, places: 1)) s" }
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return String(format: "%d h %02d min", whole / 3600, whole % 3600 / 60)
  }

  /// A number with a fixed number of places.
  public static func decimal(_ number: Double, places: Int) -> String {
    String(format: "%.\(places)f", number)
  }

  /// `1536` as `1.5 kB`.
  public static func bytes(_ count: Int64) -> String {
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
