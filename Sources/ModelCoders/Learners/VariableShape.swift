import ContentCoding

/// The parts of a variable that what is learned depends on; a new definition does not make a coder answer otherwise.
public struct VariableShape: Codable, Hashable, Sendable {
  /// The variable's name.
  public let name: String
  /// Its type.
  public let type: VariableType
  /// Its labels, in the codebook's order.
  public let labels: [String]
  /// Its range, which predicted numbers are kept in.
  public let range: ClosedRange<Double>?

  /// The shape of `variable`.
  public init(_ variable: Variable) {
    name = variable.name
    type = variable.type
    labels = variable.labels
    range = variable.range
  }
}

extension VariableShape {
  /// The answer of a predicted number: kept within the range, with the number as it was where it is not.
  ///
  /// - Parameters:
  ///   - number: what is answered; finite.
  ///   - predicted: what the model gave, before any bound; nil is the same.
  /// - Returns: a number.
  func answer(_ number: Double, predicted: Double? = nil) -> Answer {
    let predicted = predicted ?? number
    let kept = range.map { min(max(number, $0.lowerBound), $0.upperBound) } ?? number
    return .coded(.number(kept), details: kept == predicted ? [:] : ["unbounded": "\(predicted)"])
  }
}
