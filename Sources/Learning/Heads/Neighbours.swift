import Foundation

/// The k examples with the largest cosine; of equal ones, the earlier rows.
///
/// With votes v_c (the summed weights of the neighbours of class c) and V their sum, the logit of a class is
/// log((v_c + 1/q) / (V + 1)), whose softmax is the smoothed share; of a tag log((v_yes + .5) / (v_no + .5)). A value is the
/// neighbours' mean.
struct Neighbours: HeadBody {
  static let name = "neighbours"

  /// The examples, L2-normalised.
  let examples: Matrix
  /// n x learned: what each example answers.
  let answers: Matrix
  /// n x learned: how much it counts.
  let weights: Matrix
  let learned: [Int]
  let constants: [Float]
  let count: Int
  let rule: Rule

  enum Rule: String, Codable, Sendable { case classes, tags, values }

  init(_ training: HeadTraining) {
    let encoded = EncodedTarget(training.target, weighting: training.parameters.classWeights)
    examples = training.features.normalisedRows()
    answers = Neighbours.narrowed(encoded.targets)
    weights = Neighbours.narrowed(encoded.weights)
    learned = encoded.learned
    constants = encoded.constants
    count = min(training.parameters.neighbours, training.features.rows)
    rule =
      switch encoded.link {
      case .softmax: .classes
      case .sigmoid: .tags
      case .identity: .values
      }
  }

  func callAsFunction(_ features: Matrix) -> Matrix {
    let cosines = features.normalisedRows().multiplied(byTransposeOf: examples)
    var result = Matrix(rows: features.rows, columns: constants.count)
    for row in 0..<features.rows {
      for (output, constant) in constants.enumerated() { result[row, output] = constant }
      let near = nearest(cosines.row(row))
      for (column, output) in learned.enumerated() { result[row, output] = answer(near, column) }
    }
    return result
  }

  /// The positions of the k largest cosines, largest first.
  func nearest(_ cosines: ArraySlice<Float>) -> [Int] {
    var best: [(cosine: Float, index: Int)] = []
    best.reserveCapacity(count + 1)
    for (index, cosine) in cosines.enumerated() {
      if best.count == count, let last = best.last, cosine <= last.cosine { continue }
      var place = best.count
      while place > 0, best[place - 1].cosine < cosine { place -= 1 }
      best.insert((cosine, index), at: place)
      if best.count > count { best.removeLast() }
    }
    return best.map(\.index)
  }

  func fits(dimensions: Int, outputs: Int) -> Bool {
    examples.columns == dimensions && constants.count == outputs
      && (1...max(examples.rows, 1)).contains(count)
      && answers.rows == examples.rows && weights.rows == examples.rows && answers.columns == learned.count
      && weights.columns == learned.count && learned.allSatisfy { (0..<outputs).contains($0) }
  }

  private func answer(_ near: [Int], _ column: Int) -> Float {
    var (yes, total) = (0.0, 0.0)
    for index in near {
      yes += Double(weights[index, column]) * Double(answers[index, column])
      total += Double(weights[index, column])
    }
    return switch rule {
    case .classes: Float(log((yes + 1 / Double(learned.count)) / (total + 1)))
    case .tags: Float(log((yes + 0.5) / (total - yes + 0.5)))
    case .values: Float(yes / total)
    }
  }

  private static func narrowed(_ matrix: DoubleMatrix) -> Matrix {
    Matrix(rows: matrix.rows, columns: matrix.columns, storage: matrix.storage.map { Float($0) })
  }
}
