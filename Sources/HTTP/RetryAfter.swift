import Foundation

/// The header field `Retry-After` (RFC 9110, 10.2.3): seconds, or a point in time.
enum RetryAfter {
  /// How long to wait; nil where the value cannot be read.
  ///
  /// A time that has passed is no wait.
  static func delay(_ value: String, now: Date) -> Duration? {
    let text = value.trimmingCharacters(in: .whitespaces)
    // Some servers give fractions, which the standard does not know.
    if let seconds = Double(text), seconds >= 0, seconds < 1e9 { return .seconds(seconds) }
    return date(text).map { .seconds(max(0, $0.timeIntervalSince(now))) }
  }

  /// `Sun, 06 Nov 1994 08:49:37 GMT`, the form that servers must send.
  private static func date(_ text: String) -> Date? {
    let reader = DateFormatter()
    reader.locale = Locale(identifier: "en_US_POSIX")
    reader.timeZone = TimeZone(secondsFromGMT: 0)
    reader.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return reader.date(from: text)
  }
}
