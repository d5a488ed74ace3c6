import Foundation
import HTTP

/// What an endpoint says of its limits with an answer: `x-ratelimit-*`.
struct RateReport: Hashable, Sendable {
  /// One limit.
  struct Limit: Hashable, Sendable {
    /// How many there may be.
    let limit: Int
    /// How many there may be yet.
    let remaining: Int?
    /// When there may be as many as ever.
    let reset: Duration?

    /// In how long so many are allowed: what refills in `reset` is what is used; nil where that is not said.
    var period: Duration? {
      guard let remaining, let reset, limit > remaining, reset > .zero else { return nil }
      return reset * (Double(limit) / Double(limit - remaining))
    }
  }

  var requests: Limit?
  var tokens: Limit?

  init(_ fields: HTTPFields) {
    requests = Self.limit("requests", fields)
    tokens = Self.limit("tokens", fields)
  }

  private static func limit(_ name: String, _ fields: HTTPFields) -> Limit? {
    guard let limit = count(fields["x-ratelimit-limit-\(name)"]), limit > 0 else { return nil }
    return Limit(
      limit: limit, remaining: count(fields["x-ratelimit-remaining-\(name)"]),
      reset: fields["x-ratelimit-reset-\(name)"].flatMap(duration))
  }

  private static func count(_ text: String?) -> Int? {
    text.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) }.flatMap {
      (0...1_000_000_000_000) ~= $0 ? $0 : nil
    }
  }

  /// Reads `1s`, `6m0s`, `20ms`, `1h2m3.5s`, and bare seconds.
  ///
  /// - Returns: nil for other texts and for more than ten days.
  static func duration(_ text: String) -> Duration? {
    let text = text.trimmingCharacters(in: .whitespaces)
    if let seconds = number(text[...]) { return bounded(seconds) }
    var rest = text[...]
    var seconds = 0.0
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      let unit = rest[digits.endIndex...].prefix { $0.isLetter }
      guard let value = number(digits), let scale = units[String(unit)] else { return nil }
      seconds += value * scale
      rest = rest[unit.endIndex...]
    }
    return text.isEmpty ? nil : bounded(seconds)
  }

  private static let units: [String: Double] = [
    "d": 86_400, "h": 3600, "m": 60, "s": 1, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "ns": 1e-9,
  ]

  private static func number(_ text: Substring) -> Double? {
    guard !text.isEmpty, text.count <= 20, text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") })
    else { return nil }
    return Double(text)
  }

  private static func bounded(_ seconds: Double) -> Duration? {
    (0...864_000) ~= seconds ? .seconds(seconds) : nil
  }
}
