import Foundation

/// Everything that a linear model on sparse rows learns from, checked.
struct SparseTraining {
  let nodes: NodeTable
  let encoded: EncodedTarget
  let parameters: SparseLinearParameters

  /// Where a fit ends; that which answers is made more exactly than those that only choose C.
  private enum Tolerance {
    static let choosing = 1e-2
    static let final = 1e-6
  }

  /// The learned outputs that a question is asked for; of two classes the second alone.
  private var asked: [Int] {
    let all = Array(encoded.learned.indices)
    guard encoded.link == .softmax else { return all }
    return all.count == 2 ? [1] : all.count > 2 ? all : []
  }

  private func question(_ position: Int, rows: [Int]) -> NodeTable.Question {
    let answers = rows.map { encoded.targets[$0, position] == 1 }
    let (n, yes) = (Double(rows.count), Double(answers.count { $0 }))
    let weights =
      parameters.classWeights == .none || yes == 0 || yes == n
      ? (yes: 1.0, no: 1.0) : (yes: n / (2 * yes), no: n / (2 * (n - yes)))
    return NodeTable.Question(rows: rows, answers: answers, weights: weights)
  }

  /// The margins of the learned outputs from those of the questions.
  private func outputs(_ margins: [Double]) -> [Double] {
    guard encoded.link == .softmax, encoded.learned.count <= 2 else { return margins }
    return encoded.learned.count == 2 ? [-margins[0] / 2, margins[0] / 2] : [0]
  }

  /// The weights (columns x outputs) and intercepts of a fit on all rows.
  func fit(c: Double) throws(LearningError) -> (Matrix, [Float]) {
    let rows = Array(0..<encoded.targets.rows)
    let q = encoded.constants.count
    var weights = Matrix(rows: nodes.columns, columns: q)
    var intercepts = encoded.constants
    for position in asked {
      try checkCancellation()
      let found = try nodes.fit(
        question(position, rows: rows), c: c, loss: parameters.loss, tolerance: Tolerance.final)
      let halves = encoded.link == .softmax && encoded.learned.count == 2
      let shares = halves ? [(0, -0.5), (1, 0.5)] : [(position, 1.0)]
      for (place, share) in shares {
        let output = encoded.learned[place]
        for column in 0..<nodes.columns { weights[column, output] = Float(share * found[column]) }
        intercepts[output] = Float(share * found[nodes.columns])
      }
    }
    return (weights, intercepts)
  }

  /// The mean loss on held-out rows for each value of the grid; empty where nothing can be held out.
  func heldOutLosses(folds: InnerFolds) throws(LearningError) -> [Double] {
    guard !folds.parts.isEmpty, !asked.isEmpty else { return [] }
    let grid = SparseLinearParameters.grid
    var losses = [Double](repeating: 0, count: grid.count)
    for part in folds.parts {
      // For each value of C and each held-out row the margins of the questions.
      var margins = [[[Double]]](
        repeating: [[Double]](repeating: [], count: part.held.count), count: grid.count)
      for position in asked {
        let question = question(position, rows: part.training)
        // A part without a yes, or without a no, cannot be asked; what it always saw is its answer.
        let canAsk = question.answers.contains(true) && question.answers.contains(false)
        var weights: [Double]?
        for (place, c) in grid.enumerated() {
          try checkCancellation()
          if canAsk {
            weights = try nodes.fit(
              question, c: c, loss: parameters.loss, tolerance: Tolerance.choosing, from: weights)
          }
          let constant = question.answers.contains(true) ? 1.0 : -1.0
          for (index, row) in part.held.enumerated() {
            margins[place][index].append(weights.map { nodes.margin(of: row, under: $0) } ?? constant)
          }
        }
      }
      for place in grid.indices {
        for (index, row) in part.held.enumerated() {
          losses[place] += loss(of: outputs(margins[place][index]), row: row)
        }
      }
    }
    let total = Double(encoded.targets.rows)
    return losses.map { $0 / total }
  }

  /// The value of the grid with the smallest loss, of equals the smallest.
  func choose(_ losses: [Double]) -> Double {
    guard let least = losses.min(), let place = losses.firstIndex(of: least) else {
      return SparseLinearParameters.fallback
    }
    return SparseLinearParameters.grid[place]
  }

  private func loss(of margins: [Double], row: Int) -> Double {
    func target(_ position: Int) -> Bool { encoded.targets[row, position] == 1 }
    if encoded.link == .sigmoid {
      return margins.indices.reduce(0) { sum, position in
        let signed = target(position) ? margins[position] : -margins[position]
        let loss = parameters.loss == .logistic ? softplus(-signed) : signed > 0 ? 0 : 1
        return sum + encoded.weights[row, position] * loss
      } / Double(max(margins.count, 1))
    }
    guard let right = margins.indices.first(where: target) else { return 0 }
    let weight = encoded.weights[row, right]
    guard parameters.loss == .squaredHinge else { return -weight * log(max(softmax(margins)[right], 1e-300)) }
    let best = margins.indices.max { (margins[$0], -$0) < (margins[$1], -$1) }
    return best == right ? 0 : weight
  }
}
