import CLiblinear

/// Sparse rows as LIBLINEAR reads them, each with a last column of ones for the intercept.
///
/// Owns the memory that LIBLINEAR's problems point into. LIBLINEAR only reads it and keeps no pointer after a fit, so fits
/// may run on several tables at once; one table stays on one thread.
final class NodeTable {
  /// The columns without that of the intercept.
  let columns: Int
  private let nodes: UnsafeMutableBufferPointer<feature_node>
  private let starts: [Int]

  /// The most entries of all rows together: 4 GiB of LIBLINEAR's 16-byte nodes.
  static let limit = 1 << 28

  init(_ rows: [SparseRow], columns: Int) throws(LearningError) {
    // Two nodes a row: the intercept and the end.
    let count = rows.reduce(0) { $0 + $1.indices.count + 2 }
    guard count <= NodeTable.limit, columns < Int(Int32.max) - 2 else {
      throw .parameter(
        name: "the number of entries", value: "\(count)", accepted: "up to \(NodeTable.limit)")
    }
    self.columns = columns
    nodes = .allocate(capacity: count)
    nodes.initialize(repeating: feature_node(index: -1, value: 0))
    var starts: [Int] = []
    starts.reserveCapacity(rows.count)
    var next = 0
    for row in rows {
      starts.append(next)
      for (index, value) in zip(row.indices, row.values) {
        nodes[next] = feature_node(index: index + 1, value: Double(value))
        next += 1
      }
      nodes[next] = feature_node(index: Int32(columns + 1), value: 1)
      next += 2
    }
    self.starts = starts
  }

  deinit { nodes.deallocate() }

  /// A question of yes or no, asked of some rows.
  struct Question {
    /// Which rows are learned from.
    let rows: [Int]
    /// For each of them the answer; both occur.
    let answers: [Bool]
    /// How much a yes and a no count.
    let weights: (yes: Double, no: Double)
  }

  /// Learns to answer a question.
  ///
  /// By LIBLINEAR's trust-region Newton method in the primal, which draws no random numbers (its dual methods shuffle by
  /// the process's `rand`).
  ///
  /// - Parameters:
  ///   - question: what is learned.
  ///   - c: the weight of the loss.
  ///   - loss: which loss.
  ///   - tolerance: the fit ends where the gradient's norm is at most `tolerance` x min(yes, no) / n of that at 0.
  ///   - start: weights to start from; nil is 0.
  /// - Returns: the weights of the columns and, last, the intercept: w x + b is above 0 for yes.
  /// - Throws: `LearningError.noExamples` where yes or no does not occur, `.mismatch`, `.numerical`.
  func fit(
    _ question: Question, c: Double, loss: SparseLoss, tolerance: Double, from start: [Double]? = nil
  ) throws(LearningError) -> [Double] {
    _ = BLAS.oneThread
    _ = NodeTable.silence
    guard question.answers.contains(true), question.answers.contains(false),
      question.answers.count == question.rows.count, let base = nodes.baseAddress
    else { throw .noExamples }
    var pointers = question.rows.map { Optional(base + starts[$0]) }
    var answers = question.answers.map { $0 ? 1.0 : -1.0 }
    var labels: [Int32] = [1, -1]
    var weights = [question.weights.yes, question.weights.no]
    var initial = start ?? [Double](repeating: 0, count: columns + 1)
    guard initial.count == columns + 1 else {
      throw .mismatch(what: "the weights to start from", expected: columns + 1, found: initial.count)
    }
    let count = Int32(question.rows.count)
    let width = columns + 1
    let found: [Double]? = pointers.withUnsafeMutableBufferPointer { pointers in
      answers.withUnsafeMutableBufferPointer { answers in
        labels.withUnsafeMutableBufferPointer { labels in
          weights.withUnsafeMutableBufferPointer { weights in
            initial.withUnsafeMutableBufferPointer { initial in
              var task = problem(
                l: count, n: Int32(width), y: answers.baseAddress, x: pointers.baseAddress, bias: 1)
              var settings = parameter(
                solver_type: Int32(loss == .logistic ? L2R_LR : L2R_L2LOSS_SVC),
                eps: tolerance, C: c, nr_weight: 2, weight_label: labels.baseAddress,
                weight: weights.baseAddress, p: 0.1, init_sol: initial.baseAddress)
              guard check_parameter(&task, &settings) == nil else { return nil }
              var fitted = train(&task, &settings)
              defer { free_and_destroy_model(&fitted) }
              guard let w = fitted?.pointee.w else { return nil }
              return Array(UnsafeBufferPointer(start: w, count: width))
            }
          }
        }
      }
    }
    guard let found, found.allSatisfy(\.isFinite) else { throw .numerical("LIBLINEAR found no weights") }
    return found
  }

  /// The margin of a row under weights that ``fit(_:c:loss:tolerance:from:)`` gave.
  func margin(of row: Int, under weights: [Double]) -> Double {
    var sum = 0.0
    var next = starts[row]
    while nodes[next].index >= 0 {
      sum += nodes[next].value * weights[Int(nodes[next].index) - 1]
      next += 1
    }
    return sum
  }

  /// LIBLINEAR prints its progress unless told where to; the setting is the process's.
  private static let silence: Void = set_print_string_function { _ in }
}
