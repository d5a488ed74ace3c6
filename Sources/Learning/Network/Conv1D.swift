import Reliability

/// Convolution along sequences: y[o, t] = b[o] + sum over c, k of w[o, c, k] x[c, t s + k - p].
///
/// A row holds a sequence channel after channel, as PyTorch's (N, C, L) does: entry c L + t. The output has
/// floor((L + 2 p - K) / s) + 1 steps; what lies outside the sequence is 0. (PyTorch's `Conv1d`, which is a
/// cross-correlation.)
struct Conv1D: Layer {
  /// The sides of a convolution, all in entries.
  struct Shape: Sendable, Equatable, Codable {
    var inputs: Int
    var outputs: Int
    /// The length L of the sequences that come in.
    var length: Int
    /// The length K of the filters.
    var kernel: Int
    var stride = 1
    /// The zeros p before and after each sequence.
    var padding = 0

    /// The length of the sequences that go out; nil where the filter is longer than the padded sequence or a side is not
    /// positive.
    var outputLength: Int? {
      guard inputs > 0, outputs > 0, length > 0, kernel > 0, stride > 0, padding >= 0 else { return nil }
      let (doubled, overflow) = padding.multipliedReportingOverflow(by: 2)
      let (padded, more) = length.addingReportingOverflow(doubled)
      guard !overflow, !more, padded >= kernel else { return nil }
      return (padded - kernel) / stride + 1
    }
  }

  let shape: Shape
  let outputLength: Int
  private(set) var weights: Weights
  private(set) var intercepts: Weights
  private var windows: Matrix?

  /// First weights and intercepts uniform in +-1 / sqrt(inputs x kernel), as in PyTorch's `Conv1d`; nil where the filter
  /// does not fit.
  init?(_ shape: Shape, drawing generator: inout SplitMix64) {
    guard let outputLength = shape.outputLength else { return nil }
    self.shape = shape
    self.outputLength = outputLength
    let fan = shape.inputs * shape.kernel
    weights = Weights(shape.outputs * fan, fan: fan, decays: true, drawing: &generator)
    intercepts = Weights(shape.outputs, fan: fan, decays: false, drawing: &generator)
  }

  private var fan: Int { shape.inputs * shape.kernel }

  mutating func forward(_ input: Matrix, drawing generator: inout SplitMix64) -> Matrix {
    let windows = self.windows(of: input)
    self.windows = windows
    return output(windows, rows: input.rows)
  }

  func callAsFunction(_ input: Matrix) -> Matrix { output(windows(of: input), rows: input.rows) }

  mutating func backward(_ gradient: Matrix) -> Matrix {
    learn(from: gradient)
    let slopes = steps(of: gradient)
    let filters = Matrix(rows: shape.outputs, columns: fan, storage: weights.values)
    return sequences(of: slopes.multiplied(by: filters), rows: gradient.rows)
  }

  mutating func learn(from gradient: Matrix) {
    guard let windows else { preconditionFailure("backward before forward") }
    let slopes = steps(of: gradient)
    weights.gradient = slopes.transposeMultiplied(by: windows).storage
    var sums = [Float](repeating: 0, count: shape.outputs)
    for step in 0..<slopes.rows {
      for output in sums.indices { sums[output] += slopes[step, output] }
    }
    intercepts.gradient = sums
  }

  mutating func visitWeights(_ visit: (inout Weights) -> Void) {
    visit(&weights)
    visit(&intercepts)
  }

  private func output(_ windows: Matrix, rows: Int) -> Matrix {
    let filters = Matrix(rows: shape.outputs, columns: fan, storage: weights.values)
    let values = windows.multiplied(byTransposeOf: filters)
    let (outputs, length) = (shape.outputs, outputLength)
    return Matrix(rows: rows, columns: outputs * length) { result in
      for row in 0..<rows {
        for output in 0..<outputs {
          let start = (row * outputs + output) * length
          let intercept = intercepts.values[output]
          for step in 0..<length {
            result[start + step] = values.storage[(row * length + step) * outputs + output] + intercept
          }
        }
      }
    }
  }

  /// The entries that each output step reads: (rows x steps) x (channels x kernel).
  private func windows(of input: Matrix) -> Matrix {
    precondition(input.columns == shape.inputs * shape.length, "a sequence has another shape")
    let columns = fan
    return Matrix(rows: input.rows * outputLength, columns: columns) { result in
      input.storage.withUnsafeBufferPointer { input in
        eachEntry(rows: input.count / (shape.inputs * shape.length)) { window, entry in
          result[window] = entry.map { input[$0] } ?? 0
        }
      }
    }
  }

  /// The way back of `windows(of:)`: every entry gets the sum over the windows that read it.
  private func sequences(of windows: Matrix, rows: Int) -> Matrix {
    var result = Matrix(rows: rows, columns: shape.inputs * shape.length)
    result.storage.withUnsafeMutableBufferPointer { result in
      windows.storage.withUnsafeBufferPointer { windows in
        eachEntry(rows: rows) { window, entry in
          if let entry { result[entry] += windows[window] }
        }
      }
    }
    return result
  }

  /// Visits every entry of the windows with the entry of the sequences that it reads; nil in the padding.
  @inline(__always)
  private func eachEntry(rows: Int, _ visit: (_ window: Int, _ entry: Int?) -> Void) {
    for row in 0..<rows {
      for step in 0..<outputLength {
        let first = (row * outputLength + step) * fan
        for channel in 0..<shape.inputs {
          let start = (row * shape.inputs + channel) * shape.length
          for tap in 0..<shape.kernel {
            let position = step * shape.stride + tap - shape.padding
            visit(
              first + channel * shape.kernel + tap,
              position >= 0 && position < shape.length ? start + position : nil)
          }
        }
      }
    }
  }

  /// An output gradient, step after step: (rows x steps) x outputs.
  private func steps(of gradient: Matrix) -> Matrix {
    let (rows, outputs, length) = (gradient.rows, shape.outputs, outputLength)
    return Matrix(rows: rows * length, columns: outputs) { result in
      for row in 0..<rows {
        for output in 0..<outputs {
          for step in 0..<length {
            result[(row * length + step) * outputs + output] =
              gradient.storage[(row * outputs + output) * length + step]
          }
        }
      }
    }
  }
}
