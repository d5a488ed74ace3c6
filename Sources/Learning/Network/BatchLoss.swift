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

  /// How many answers of the first target that is no number are right: the class with the largest output, the tags with an
  /// output above 0.
  ///
  /// - Returns: the count over the rows, of tags over rows and tags, that have a weight; nothing for numbers.
  func hits(_ outputs: Matrix, targets: DoubleMatrix, weights: DoubleMatrix) -> Hits {
    var hits = Hits()
    let labels = zip(parts, ranges(of: outputs.columns)).first { $0.0.link != .identity }
    guard let (part, range) = labels else { return hits }
    for row in 0..<outputs.rows {
      switch part.link {
      case .identity: break
      case .sigmoid:
        for column in range where weights[row, column] > 0 {
          hits.add((outputs[row, column] > 0) == (targets[row, column] > 0.5))
        }
      case .softmax:
        guard range.contains(where: { weights[row, $0] > 0 }),
          let answer = range.max(by: { outputs[row, $0] < outputs[row, $1] })
        else { continue }
        hits.add(targets[row, answer] > 0.5)
      }
    }
    return hits
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

/// How many answers were right, of how many.
struct Hits: Sendable {
  private var right = 0
  private var count = 0

  mutating func add(_ isRight: Bool) {
    right += isRight ? 1 : 0
    count += 1
  }

  static func += (hits: inout Hits, others: Hits) {
    hits.right += others.right
    hits.count += others.count
  }

  /// The accuracy, 0 to 1; nil where nothing was counted.
  var share: Double? { count > 0 ? Double(right) / Double(count) : nil }
}
