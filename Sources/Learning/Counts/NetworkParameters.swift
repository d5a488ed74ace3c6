import Reliability

/// What a regression network is trained with.
///
/// The layers are those of the Instagram study, small: a convolution along the features as one sequence (`channels` filters of
/// `kernel`, every other step), batch norm, ReLU, a dense layer of `hidden` units, ReLU, dropout, and a dense layer
/// with an output for the number and one for each class.
public struct NetworkParameters: Codable, Hashable, Sendable {
  /// Starts the draw of weights, the order of examples, and dropout.
  public var seed: UInt64
  /// The widths of groups of columns, as of ``RegressionParameters/blocks``: the columns of a group of k are divided by
  /// sqrt(k) once standardised.
  public var blocks: [Int]
  /// Filters of the convolution.
  public var channels: Int
  /// The length of a filter, odd.
  public var kernel: Int
  /// Units of the dense layer.
  public var hidden: Int
  /// The share of these left out of a training step, in [0, 1).
  public var dropout: Float
  /// Passes over the examples at most.
  public var epochs: Int
  /// Epochs without a better loss on the validation part before training ends.
  public var patience: Int
  /// The step size of AdamW, whose weight decay is 0.01.
  public var learningRate: Float
  /// Examples a step.
  public var batchSize: Int
  /// How much the cross-entropy of the class counts beside half the squared error of the standardised number.
  public var classWeight: Double

  /// Parameters with their defaults.
  public init(
    seed: UInt64 = 1, blocks: [Int] = [], channels: Int = 4, kernel: Int = 3, hidden: Int = 64,
    dropout: Float = 0.2,
    epochs: Int = 200, patience: Int = 10, learningRate: Float = 1e-3, batchSize: Int = 32,
    classWeight: Double = 1
  ) {
    self.seed = seed
    self.blocks = blocks
    self.channels = channels
    self.kernel = kernel
    self.hidden = hidden
    self.dropout = dropout
    self.epochs = epochs
    self.patience = patience
    self.learningRate = learningRate
    self.batchSize = batchSize
    self.classWeight = classWeight
  }

  func validate() throws(LearningError) {
    let counts = [
      ("channels", channels, 1024), ("the kernel", kernel, 1023), ("hidden units", hidden, 65_536),
      ("epochs", epochs, 1_000_000), ("patience", patience, 1_000_000), ("batch size", batchSize, 1_000_000),
    ]
    for (name, count, most) in counts where !(1...most).contains(count) {
      throw .parameter(name: name, value: "\(count)", accepted: "1 to \(most)")
    }
    guard !kernel.isMultiple(of: 2) else {
      throw .parameter(name: "the kernel", value: "\(kernel)", accepted: "an odd number")
    }
    guard (0..<1).contains(dropout) else {
      throw .parameter(name: "dropout", value: "\(dropout)", accepted: "0 to below 1")
    }
    guard learningRate > 0, learningRate.isFinite else {
      throw .parameter(name: "the learning rate", value: "\(learningRate)", accepted: "above 0")
    }
    guard classWeight >= 0, classWeight.isFinite else {
      throw .parameter(name: "the weight of the class", value: "\(classWeight)", accepted: "0 or above")
    }
  }

  /// Standardised features are held within this, so that one far outside gives no absurd answer.
  private static let largestInput: Float = 10

  /// What the network sees of standardised features.
  func prepared(_ features: Matrix) -> Matrix {
    var features = features
    let scales = ColumnBlocks(widths: blocks).scales(columns: features.columns).map { Float($0) }
    for row in 0..<features.rows {
      for column in 0..<features.columns {
        let value = min(max(features[row, column], -Self.largestInput), Self.largestInput)
        features[row, column] = value * scales[column]
      }
    }
    return features
  }

  func shape(inputs: Int) -> Conv1D.Shape {
    Conv1D.Shape(
      inputs: 1, outputs: channels, length: inputs, kernel: kernel, stride: 2, padding: kernel / 2)
  }

  /// A network with first weights, for `inputs` features.
  func network(inputs: Int, outputs: Int, drawing generator: inout SplitMix64) throws(LearningError)
    -> Network
  {
    let shape = shape(inputs: inputs)
    guard let steps = shape.outputLength, let convolution = Conv1D(shape, drawing: &generator) else {
      throw .noFeatures
    }
    return Network(layers: [
      convolution, BatchNorm(channels: channels, length: steps), ReLU(),
      Dense(inputs: channels * steps, outputs: hidden, drawing: &generator), ReLU(), Dropout(dropout),
      Dense(inputs: hidden, outputs: outputs, drawing: &generator),
    ])
  }
}
