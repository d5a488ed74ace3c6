/// The mean loss of a batch: the sum over outputs, the mean over rows, each entry times its weight.
///
/// The losses are those of `LossRow`; sums are in 64 bits.
struct BatchLoss: Sendable {
  let link: EncodedTarget.Link

  /// The mean loss and its gradient with respect to the outputs (n x q).
  func callAsFunction(_ outputs: Matrix, targets: DoubleMatrix, weights: DoubleMatrix) -> (
    value: Double, gradient: Matrix
  ) {
    var gradient = outputs
    let (n, q) = (outputs.rows, outputs.columns)
    var loss = 0.0
    var entries = [Double](repeating: 0, count: q)
    for row in 0..<n {
      for column in 0..<q { entries[column] = Double(outputs[row, column]) }
      loss += entries.withUnsafeMutableBufferPointer { entries in
        targets.storage.withUnsafeBufferPointer { targets in
          weights.storage.withUnsafeBufferPointer { weights in
            LossRow.replaceByGradient(
              entries, UnsafeBufferPointer(rebasing: targets[row * q..<(row + 1) * q]),
              UnsafeBufferPointer(rebasing: weights[row * q..<(row + 1) * q]), link)
          }
        }
      }
      for column in 0..<q { gradient[row, column] = Float(entries[column] / Double(n)) }
    }
    return (loss / Double(max(n, 1)), gradient)
  }
}
