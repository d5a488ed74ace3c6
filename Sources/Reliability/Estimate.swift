/// A statistic that is either defined or says why it is not; never NaN.
///
/// In JSON a defined estimate is the bare value (`0.82`), an undefined one is
/// `{"value": null, "reason": "bothConstant"}` with a raw value of ``UndefinedReason``.
public enum Estimate<Value: Sendable>: Sendable {
  /// The statistic has this value.
  case defined(Value)

  /// The statistic does not exist for these data.
  case undefined(UndefinedReason)

  /// The value, or nil where undefined.
  public var value: Value? {
    if case .defined(let value) = self { value } else { nil }
  }

  /// Why there is no value, or nil where there is one.
  public var reason: UndefinedReason? {
    if case .undefined(let reason) = self { reason } else { nil }
  }

  /// The estimate with its value transformed; an undefined one keeps its reason.
  public func map<Result>(_ transform: (Value) -> Result) -> Estimate<Result> {
    switch self {
    case .defined(let value): .defined(transform(value))
    case .undefined(let reason): .undefined(reason)
    }
  }
}

extension Estimate: Equatable where Value: Equatable {}

extension Estimate: CustomStringConvertible {
  /// The value, or "undefined: " and the reason.
  public var description: String {
    switch self {
    case .defined(let value): "\(value)"
    case .undefined(let reason): "undefined: \(reason)"
    }
  }
}

extension Estimate: Encodable where Value: Encodable {
  /// Writes the bare value, or an object of a null value and the reason.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .defined(let value):
      try value.encode(to: encoder)
    case .undefined(let reason):
      var container = encoder.container(keyedBy: EstimateKeys.self)
      try container.encodeNil(forKey: .value)
      try container.encode(reason, forKey: .reason)
    }
  }
}

extension Estimate: Decodable where Value: Decodable {
  /// Reads what ``encode(to:)`` writes.
  public init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: EstimateKeys.self), container.contains(.reason) {
      self = .undefined(try container.decode(UndefinedReason.self, forKey: .reason))
    } else {
      self = .defined(try Value(from: decoder))
    }
  }
}

private enum EstimateKeys: String, CodingKey {
  case value
  case reason
}

extension Estimate where Value == Double {
  /// `value` where it is finite; overflow of huge inputs becomes `.undefined(.notFinite)`.
  static func finite(_ value: Double) -> Self {
    value.isFinite ? .defined(value) : .undefined(.notFinite)
  }

  /// `numerator / denominator`, undefined for `reason` where the denominator is zero.
  static func ratio(_ numerator: Double, _ denominator: Double, orUndefined reason: UndefinedReason) -> Self {
    denominator == 0 ? .undefined(reason) : .finite(numerator / denominator)
  }

  /// The mean of the defined estimates; undefined for `reason` where there are none.
  static func mean(of estimates: [Self], orUndefined reason: UndefinedReason) -> Self {
    let values = estimates.compactMap(\.value)
    return ratio(values.reduce(0, +), Double(values.count), orUndefined: reason)
  }
}
