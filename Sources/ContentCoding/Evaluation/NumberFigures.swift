import Reliability

/// The figures of a number variable.
public struct NumberFigures: Encodable, Sendable {
  /// Mean absolute error, root mean squared error, R2 and correlations; never weighted.
  public let validity: NumberValidity
  /// The same of always answering the reference's median, the baseline of the mean absolute error.
  public let medianBaseline: NumberValidity

  init(_ paired: PairedValues) throws(ReliabilityError) {
    let truth = paired.reference.map(\.?.numberValue)
    let predicted = paired.coder.map(\.?.numberValue)
    validity = try NumberValidity(gold: truth, predicted: predicted)
    let compared = zip(truth, predicted).compactMap { $1 == nil ? nil : $0 }.sorted()
    let median =
      compared.isEmpty ? 0 : compared[(compared.count - 1) / 2] / 2 + compared[compared.count / 2] / 2
    medianBaseline = try NumberValidity(gold: compared, predicted: compared.map { _ in median })
  }
}
