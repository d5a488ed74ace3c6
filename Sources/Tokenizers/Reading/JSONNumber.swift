/// A number of a JSON text, rounded as the reference library's parser rounds it.
///
/// That parser (serde_json) divides the digits, as a whole number, by a power of ten, so the last bit may differ from the nearest
/// value. Scores of a Unigram model carry 17 digits, and two ways to cut a word are often equally likely but for that bit.
struct JSONNumber {
  private var digits: UInt64 = 0
  private var exponent = 0
  private var isFull = false
  var isNegative = false

  /// Takes a digit; those beyond 19 or 20 are left out, and count as zeros before the point.
  mutating func take(_ digit: UInt8, isFraction: Bool) {
    let (tens, overflow) = digits.multipliedReportingOverflow(by: 10)
    let (sum, carry) = tens.addingReportingOverflow(UInt64(digit))
    isFull = isFull || overflow || carry
    if !isFull { digits = sum }
    if isFraction != isFull { exponent += isFraction ? -1 : 1 }
  }

  /// The value, times a power of ten; `nil` where that is out of range.
  func value(timesTenTo power: Int) -> Double? {
    var value = Double(digits)
    var exponent = exponent.addingReportingOverflow(power).partialValue
    while exponent < -308, value != 0 {
      value /= Self.powers[308]
      exponent += 308
    }
    if value == 0 { return isNegative ? -0.0 : 0 }
    guard exponent <= 308 else { return nil }
    value = exponent < 0 ? value / Self.powers[-exponent] : value * Self.powers[exponent]
    return value.isFinite ? (isNegative ? -value : value) : nil
  }

  private static let powers: [Double] = (0...308).map { Double("1e\($0)") ?? .infinity }
}
