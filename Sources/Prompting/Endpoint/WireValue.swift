import Foundation

/// A value of JSON that a server sent, read without trust: what is not there, or of another type, is nil.
struct WireValue {
  private let value: Any?

  /// Reads bytes; nil where they are no JSON, or nested deeper than Foundation reads.
  init?(_ bytes: some Sequence<UInt8>) {
    guard
      let value = try? JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
    else { return nil }
    self.value = value
  }

  private init(value: Any?) { self.value = value }

  /// A field of an object.
  subscript(name: String) -> WireValue { WireValue(value: (value as? [String: Any])?[name]) }
  /// The elements of an array; none where it is no array.
  var elements: [WireValue] { (value as? [Any])?.map { WireValue(value: $0) } ?? [] }
  /// Whether it is an object.
  var isObject: Bool { value is [String: Any] }
  /// A text.
  var text: String? { value as? String }
  /// A text, or a number as text, as some servers give as a code.
  var code: String? { text ?? int.map { "\($0)" } }
  /// A number that is finite.
  var double: Double? { (value as? NSNumber)?.doubleValue.finite }
  /// A whole number from 0 to 2^53; others are nil.
  var count: Int? { int.flatMap { $0 >= 0 ? $0 : nil } }

  private var int: Int? {
    guard let double, double == double.rounded(), abs(double) <= 9_007_199_254_740_992 else { return nil }
    return Int(double)
  }
}

extension Double {
  fileprivate var finite: Double? { isFinite ? self : nil }
}
