/// The mean loss of a batch: the sum over outputs, the mean over rows, each entry times its weight.
///
/// Several targets over one trunk are parts of the outputs, one after the other, each with a link of its own: the loss is
/// sum over parts of w_p mean over rows of l_p. A row without one of the targets has the weight 0 there. The losses are
/// those of `LossRow`; sums are in 64 bits.
struct BatchLoss: Sendable, Equatable {
  /// Consecutive outputs that answer one target.
  struct Term: Sendable, Equatable, Codable {
    var link: EncodedTarget.Link
    /// How many outputs; nil takes all that are left.
    var outputs: Int?
    /// How much the target counts beside the others.
    var weight = 1.0
  }

  let parts: [Term]

  init(_ parts: [Term]) { self.parts = parts }

  init(link: EncodedTarget.Link) { self.init([Term(link: link)]) }

  /// The mean loss and its gradient with respect to the outputs (n x q).
  func callAsFunction(_ outputs: Matrix, targets: DoubleMatrix, weights: DoubleMatrix) -> (
    value: Double, gradient: Matrix
  ) {
    let (n, q) = (outputs.rows, outputs.columns)
    precondition(targets.storage.count == n * q && weights.storage.count == n * q, "a target for each output")
    let ranges = ranges(of: q)
    var loss = 0.0
    var entries = [Double](repeating: 0, count: q)
    let gradient = Matrix(rows: n, columns: q) { gradient in
      outputs.storage.withUnsafeBufferPointer { outputs in
        targets.storage.withUnsafeBufferPointer { targets in
          weights.storage.withUnsafeBufferPointer { weights in
            entries.withUnsafeMutableBufferPointer { entries in
              for row in 0..<n {
                let start = row * q
                for column in 0..<q { entries[column] = Double(outputs[start + column]) }
                for (part, range) in zip(parts, ranges) {
                  let own = range.lowerBound + start..<range.upperBound + start
                  loss +=
                    part.weight
                    * LossRow.replaceByGradient(
                      UnsafeMutableBufferPointer(rebasing: entries[range]),
                      UnsafeBufferPointer(rebasing: targets[own]),
                      UnsafeBufferPointer(rebasing: weights[own]), part.link)
                  for column in range {
                    gradient[start + column] = Float(part.weight * entries[column] / Double(n))
                  }
                }
              }
            }
          }
        }
      }
    }
    return (loss / Double(max(n, 1)), gradient)
  }

  /// The columns of each part; together all of `q`.
  private func ranges(of q: Int) -> [Range<Int>] {
    var next = 0
    let ranges = parts.map { part in
      let range = next..<(part.outputs.map { next + $0 } ?? q)
      next = range.upperBound
      return range
    }
    precondition(next == q, "the parts of a loss answer for all outputs")
    return ranges
  }
}
