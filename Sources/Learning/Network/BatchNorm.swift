import Reliability

/// Brings each channel of a batch to mean 0 and variance 1, then to a learned variance and mean: gamma (x - m) / sqrt(v +
/// 1e-5) + beta.
///
/// Ioffe and Szegedy 2015; PyTorch's `BatchNorm1d`. In training m and v (1/n) are those of the batch, over rows and steps,
/// and running means of both (v: 1/(n - 1)) move towards them by a tenth; outside training the running ones are used, and in
/// training too for a batch with a single value a channel, which has no variance. A row holds a sequence channel after
/// channel: entry c L + t.
struct BatchNorm: Layer {
  let channels: Int
  /// The steps of each channel; 1 for plain features.
  let length: Int
  private(set) var scales: Weights
  private(set) var shifts: Weights
  private(set) var runningMeans: [Float]
  private(set) var runningVariances: [Float]
  private var normalised = Matrix(rows: 0, columns: 0)
  private var inverses: [Float] = []
  private var usedRunning = false

  private static let epsilon = 1e-5
  private static let momentum: Float = 0.1

  init(channels: Int, length: Int = 1) {
    self.channels = channels
    self.length = length
    scales = Weights([Float](repeating: 1, count: channels), decays: false)
    shifts = Weights([Float](repeating: 0, count: channels), decays: false)
    runningMeans = [Float](repeating: 0, count: channels)
    runningVariances = [Float](repeating: 1, count: channels)
  }

  mutating func forward(_ input: Matrix, drawing generator: inout SplitMix64) -> Matrix {
    let count = input.rows * length
    usedRunning = count < 2
    var means = runningMeans
    var variances = runningVariances.map(Double.init)
    if !usedRunning {
      (means, variances) = moments(of: input)
      for channel in 0..<channels {
        let unbiased = Float(variances[channel] * Double(count) / Double(count - 1))
        runningMeans[channel] += BatchNorm.momentum * (means[channel] - runningMeans[channel])
        runningVariances[channel] += BatchNorm.momentum * (unbiased - runningVariances[channel])
      }
    }
    inverses = BatchNorm.inverses(of: variances)
    normalised = mapped(input) { value, channel in (value - means[channel]) * inverses[channel] }
    return mapped(normalised) { value, channel in scales.values[channel] * value + shifts.values[channel] }
  }

  mutating func backward(_ gradient: Matrix) -> Matrix {
    learn(from: gradient)
    let factors = zip(scales.values, inverses).map { $0 * $1 }
    guard !usedRunning else { return mapped(gradient) { value, channel in value * factors[channel] } }
    let count = Float(gradient.rows * length)
    let (scaleSlopes, shiftSlopes) = (scales.gradient, shifts.gradient)
    var result = mapped(gradient) { value, channel in value - shiftSlopes[channel] / count }
    result = result.combined(
      with: mapped(normalised) { value, channel in value * scaleSlopes[channel] / count }, -)
    return mapped(result) { value, channel in value * factors[channel] }
  }

  mutating func learn(from gradient: Matrix) {
    var scaleSlopes = [Double](repeating: 0, count: channels)
    var shiftSlopes = scaleSlopes
    eachEntry(rows: gradient.rows) { index, channel in
      shiftSlopes[channel] += Double(gradient.storage[index])
      scaleSlopes[channel] += Double(gradient.storage[index]) * Double(normalised.storage[index])
    }
    scales.gradient = scaleSlopes.map { Float($0) }
    shifts.gradient = shiftSlopes.map { Float($0) }
  }

  func callAsFunction(_ input: Matrix) -> Matrix {
    let inverses = BatchNorm.inverses(of: runningVariances.map(Double.init))
    return mapped(input) { value, channel in
      scales.values[channel] * ((value - runningMeans[channel]) * inverses[channel]) + shifts.values[channel]
    }
  }

  mutating func visitWeights(_ visit: (inout Weights) -> Void) {
    visit(&scales)
    visit(&shifts)
  }

  mutating func visitState(_ visit: (inout [Float]) -> Void) {
    visit(&runningMeans)
    visit(&runningVariances)
  }

  private func moments(of input: Matrix) -> (means: [Float], variances: [Double]) {
    let count = Double(input.rows * length)
    var means = [Double](repeating: 0, count: channels)
    var squares = means
    eachEntry(rows: input.rows) { index, channel in means[channel] += Double(input.storage[index]) }
    for channel in means.indices { means[channel] /= count }
    eachEntry(rows: input.rows) { index, channel in
      let difference = Double(input.storage[index]) - means[channel]
      squares[channel] += difference * difference
    }
    return (means.map { Float($0) }, squares.map { $0 / count })
  }

  private static func inverses(of variances: [Double]) -> [Float] {
    variances.map { Float(1 / ($0 + epsilon).squareRoot()) }
  }

  @inline(__always)
  private func mapped(_ input: Matrix, _ f: (Float, Int) -> Float) -> Matrix {
    precondition(input.columns == channels * length, "a sequence has another shape")
    return Matrix(rows: input.rows, columns: input.columns) { result in
      input.storage.withUnsafeBufferPointer { input in
        eachEntry(rows: input.count / (channels * length)) { index, channel in
          result[index] = f(input[index], channel)
        }
      }
    }
  }

  @inline(__always)
  private func eachEntry(rows: Int, _ visit: (_ index: Int, _ channel: Int) -> Void) {
    var index = 0
    for _ in 0..<rows {
      for channel in 0..<channels {
        for _ in 0..<length {
          visit(index, channel)
          index += 1
        }
      }
    }
  }
}
