import Foundation

/// Input from which nothing can be estimated.
public enum EstimationError: Error, Equatable, Sendable {
  /// A place lies outside its list.
  case badPlace(what: String, place: Int, count: Int)
  /// A probability is not above 0 and at most 1.
  case badProbability(Double)
  /// A weight is negative, infinite or not a number.
  case badWeight(Double)
  /// Two lists that describe the same posts differ in length.
  case differentLengths(expected: Int, found: Int)
  /// A formula cannot be read.
  case formula(String)
  /// A model cannot be fitted.
  case fit(String)
}

extension EstimationError: CustomStringConvertible, LocalizedError {
  /// What is wrong, and what is expected.
  public var description: String {
    switch self {
    case .badPlace(let what, let place, let count):
      "\(what) has the place \(place) of \(count), counted from 0"
    case .badProbability(let value): "a probability to be drawn is \(value); it lies above 0 and is at most 1"
    case .badWeight(let value): "a weight is \(value); weights are finite and not negative"
    case .differentLengths(let expected, let found): "a list has \(found) entries for \(expected)"
    case .formula(let problem), .fit(let problem): problem
    }
  }

  /// The same text as ``description``.
  public var errorDescription: String? { description }
}
