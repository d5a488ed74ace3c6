import Reliability

/// A small network that has learned a number, and where asked a class with it.
///
/// Made by `train(_:numbers:classes:classCount:parameters:innerFolds:)`. A file whose parts do not fit together is a
/// `DecodingError`.
public struct TrainedRegressionNetwork: Sendable, Equatable {
  /// What it was trained with.
  public let parameters: NetworkParameters
  /// The number of columns that features must have.
  public let featureCount: Int
  /// How many classes are told; 0 where none was learned.
  public let classCount: Int
  /// The mean training loss of each epoch.
  public let losses: [Double]
  /// The mean loss on the validation part after each epoch, by which the number of epochs was chosen.
  ///
  /// Empty where nothing could be held out. The network was then trained on all rows.
  public let validationLosses: [Double]
  /// The share of right classes in each epoch's training, 0 to 1; empty where none was learned.
  let accuracies: [Double]
  /// The same after each epoch on the validation part.
  let validationAccuracies: [Double]
  let standardiser: Standardiser
  /// The mean and the standard deviation of the numbers.
  let mean: Double
  let deviation: Double
  /// Weights, then running means and variances, in the order of the layers.
  let numbers: [Matrix]

  private static let blockRows = 64

  /// The number for each row of features, and the probability of each class.
  ///
  /// A row's answer does not depend on the rows beside it: blocks of 64 rows, the last one filled up with zeros.
  ///
  /// - Parameter features: n rows of `featureCount` columns.
  /// - Returns: n numbers, and n x `classCount` shares, each row of which sums to 1.
  /// - Throws: `LearningError.mismatch`, `.notFinite`, `.cancelled`.
  public func answers(_ features: Matrix) throws(LearningError) -> (numbers: [Double], shares: Matrix) {
    guard features.columns == featureCount || features.rows == 0 else {
      throw .mismatch(what: "the columns of the features", expected: featureCount, found: features.columns)
    }
    try features.requireFinite("the features")
    let network = try restored()
    var values: [Double] = []
    var shares: [Float] = []
    for start in stride(from: 0, to: features.rows, by: Self.blockRows) {
      try checkCancellation()
      let block = features.block(from: start, count: Self.blockRows)
      let outputs = network(parameters.prepared(standardiser(block)))
      for row in 0..<min(Self.blockRows, features.rows - start) {
        let entries = outputs.row(row).map { Double($0) }
        guard entries.allSatisfy(\.isFinite) else {
          throw .notFinite(what: "the answers of the network", row: start + row, column: 0)
        }
        values.append(entries[0] * deviation + mean)
        if classCount > 0 { shares += softmax(Array(entries[1...])).map { Float($0) } }
      }
    }
    return (values, Matrix(rows: features.rows, columns: classCount, storage: shares))
  }

  /// How the training on all rows went.
  public var course: TrainingCourse {
    var course = TrainingCourse()
    course.losses = losses
    course.validationLosses = validationLosses
    course.accuracies = accuracies
    course.validationAccuracies = validationAccuracies
    course.bestEpochs = losses.count
    return course
  }

  private func restored() throws(LearningError) -> Network {
    var generator = SplitMix64(seed: parameters.seed)
    var network = try parameters.network(
      inputs: featureCount, outputs: 1 + classCount, drawing: &generator)
    try network.take(numbers)
    return network
  }
}

extension TrainedRegressionNetwork: Codable {
  private enum CodingKeys: CodingKey {
    case parameters, featureCount, classCount, losses, validationLosses, accuracies,
      validationAccuracies, standardiser, mean, deviation, numbers
  }

  /// Reads what `encode(to:)` wrote; parts that do not fit together are a `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    parameters = try container.decode(NetworkParameters.self, forKey: .parameters)
    featureCount = try container.decode(Int.self, forKey: .featureCount)
    classCount = try container.decode(Int.self, forKey: .classCount)
    losses = try container.decode([Double].self, forKey: .losses)
    validationLosses = try container.decode([Double].self, forKey: .validationLosses)
    accuracies = try container.decodeIfPresent([Double].self, forKey: .accuracies) ?? []
    validationAccuracies = try container.decodeIfPresent([Double].self, forKey: .validationAccuracies) ?? []
    standardiser = try container.decode(Standardiser.self, forKey: .standardiser)
    mean = try container.decode(Double.self, forKey: .mean)
    deviation = try container.decode(Double.self, forKey: .deviation)
    numbers = try container.decode([Matrix].self, forKey: .numbers)
    guard fitsTogether else {
      throw DecodingError.dataCorruptedError(
        forKey: .numbers, in: container,
        debugDescription: "the parts of the trained network do not fit together")
    }
  }

  /// Looked at before a network is built, so that a damaged file asks for no more memory than it has numbers.
  private var fitsTogether: Bool {
    let lengths = numbers.map(\.storage.count)
    guard (try? parameters.validate()) != nil, featureCount > 0,
      (try? ColumnBlocks(widths: parameters.blocks).validate(columns: featureCount)) != nil, classCount >= 0,
      standardiser.means.count == featureCount, standardiser.deviations.count == featureCount,
      standardiser.deviations.allSatisfy({ $0 > 0 }), classCount < lengths.reduce(1, +)
    else { return false }
    guard let steps = parameters.shape(inputs: featureCount).outputLength else { return false }
    let (channels, hidden, outputs) = (parameters.channels, parameters.hidden, 1 + classCount)
    let wide = channels.multipliedReportingOverflow(by: steps)
    let dense = wide.partialValue.multipliedReportingOverflow(by: hidden)
    guard !wide.overflow, !dense.overflow else { return false }
    return lengths == [
      channels * parameters.kernel, channels, channels, channels, dense.partialValue, hidden,
      hidden * outputs,
      outputs, channels, channels,
    ]
  }
}
