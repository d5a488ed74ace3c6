import Foundation
import Testing

@testable import Learning

@Suite struct PooledWeightsTests {
  /// The slope that L-BFGS follows leads to the minimum that a search over the simplex finds.
  @Test(arguments: [EncodedTarget.Link.softmax, .sigmoid, .identity])
  func findsTheMinimumOfASearch(_ link: EncodedTarget.Link) throws {
    var draws = Draws(31)
    let n = 80
    var targets = DoubleMatrix(rows: n, columns: 2)
    for row in 0..<n {
      targets[row, row % 2] = link == .identity ? Double(row % 5) : 1
      if link == .identity { targets[row, 1 - row % 2] = 1 }
    }
    func answers(_ strength: Float, _ noise: Float) -> Matrix {
      var result = draws.matrix(n, 2, scale: noise)
      for index in result.storage.indices {
        result.storage[index] += strength * Float(targets.storage[index])
      }
      return result
    }
    let logits = [answers(1, 1), answers(0.7, 1.5)]
    let present = [(0..<n).map { $0 % 7 != 0 }, (0..<n).map { $0 % 9 != 1 }]
    let weights = DoubleMatrix(rows: n, columns: 2, storage: [Double](repeating: 1, count: 2 * n))
    let pool = PooledWeights(
      logits: logits, present: present, targets: targets, weights: weights, link: link)
    let fit = try pool.fit()
    #expect(abs(fit.weights.reduce(0, +) - 1) < 1e-12)

    func loss(_ share: Double) -> Double {
      var sum = 0.0
      var count = 0.0
      for row in 0..<n {
        let shares = [present[0][row] ? share : 0, present[1][row] ? 1 - share : 0]
        let total = shares.reduce(0, +)
        guard total > 0 else { continue }
        count += 1
        let z = (0..<2).map { column in
          (0..<2).reduce(0.0) { sum, part in
            sum + shares[part] / total * Double(logits[part][row, column])
              / Double(fit.temperatures[part])
          }
        }
        switch link {
        case .softmax: sum += log(exp(z[0]) + exp(z[1])) - z[row % 2]
        case .sigmoid:
          for column in 0..<2 { sum += log(1 + exp(z[column])) - targets[row, column] * z[column] }
        case .identity: for column in 0..<2 { sum += pow(z[column] - targets[row, column], 2) / 2 }
        }
      }
      return sum / count
    }
    let best = stride(from: 0.001, through: 0.999, by: 0.001).min { loss($0) < loss($1) } ?? .nan
    #expect(abs(best - fit.weights[0]) < 0.01, "\(best) by search, \(fit.weights[0]) by descent")
    #expect(abs(loss(fit.weights[0]) - fit.loss) < 1e-9)
  }

  /// A part is weighed by what it says, not by how loud: logits times 10 change nothing.
  @Test func loudnessDoesNotCount() throws {
    var draws = Draws(8)
    let n = 200
    var targets = DoubleMatrix(rows: n, columns: 3)
    for row in 0..<n { targets[row, row % 3] = 1 }
    var (first, second) = (draws.matrix(n, 3), draws.matrix(n, 3))
    for row in 0..<n {
      first[row, row % 3] += 1.5
      second[row, row % 3] += 1
    }
    let weights = DoubleMatrix(rows: n, columns: 3, storage: [Double](repeating: 1, count: 3 * n))
    let here = [Bool](repeating: true, count: n)
    func fit(_ factor: Float) throws -> PooledWeights.Fit {
      let louder = Matrix(rows: n, columns: 3, storage: second.storage.map { $0 * factor })
      return try PooledWeights(
        logits: [first, louder], present: [here, here], targets: targets, weights: weights, link: .softmax
      ).fit()
    }
    let (plain, loud) = (try fit(1), try fit(10))
    #expect(abs(plain.weights[0] - loud.weights[0]) < 1e-3)
    #expect(abs(loud.temperatures[1] / plain.temperatures[1] - 10) < 0.01)
  }
}
