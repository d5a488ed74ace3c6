import Foundation

/// The weights of one row's neighbours: exp(-max(0, d - rho) / sigma).
///
/// rho is the smallest distance above 0, so that each row is surely connected to its nearest other; sigma is found by
/// bisection (64 steps, to 1e-5) so that the weights of k - 1 neighbours sum to log2 k, and is at least a thousandth of the
/// row's mean distance (of the mean over all rows where rho is 0). k counts the row itself, at distance 0, in sums and
/// means (umap-learn, `smooth_knn_dist`, `compute_membership_strengths`).
struct Membership {
  let rho: Double
  let sigma: Double

  /// The weights of `summed` sum to `target`, unless sigma were below `floor`.
  init(rho: Double, summed: ArraySlice<Float>, target: Double, floor: Double) {
    var (low, high, sigma) = (0.0, Double.infinity, 1.0)
    for _ in 0..<64 {
      var sum = 0.0
      for distance in summed {
        let beyond = Double(distance) - rho
        sum += beyond > 0 ? exp(-beyond / sigma) : 1
      }
      if abs(sum - target) < 1e-5 { break }
      if sum > target {
        high = sigma
        sigma = (low + high) / 2
      } else {
        low = sigma
        sigma = high == .infinity ? sigma * 2 : (low + high) / 2
      }
    }
    self.rho = rho
    self.sigma = max(sigma, floor)
  }

  func weight(_ distance: Float) -> Float {
    let beyond = Double(distance) - rho
    return beyond <= 0 || sigma <= 0 ? 1 : Float(exp(-beyond / sigma))
  }

  /// The weights of the neighbours of each row, among themselves; n x k - 1.
  static func weights(_ near: NearestNeighbours, threads: Int) -> [Float] {
    let k = Double(near.count + 1)
    let means = (0..<near.rows).map { row in
      near.distances(of: row).reduce(into: 0.0) { $0 += Double($1) } / k
    }
    let overall = means.reduce(0, +) / Double(max(near.rows, 1))
    var weights = [Float](repeating: 0, count: near.distances.count)
    weights.withUnsafeMutableBufferPointer { weights in
      // Ranges write to rows of their own.
      nonisolated(unsafe) let weights = weights
      ThreadTeam.$threads.withValue(threads) {
        ThreadTeam.eachRange(of: near.rows, length: 256) { rows in
          for row in rows {
            let own = near.distances(of: row)
            let rho = own.first { $0 > 0 }.map { Double($0) } ?? 0
            let floor = 1e-3 * (rho > 0 ? means[row] : overall)
            let membership = Membership(rho: rho, summed: own, target: log2(k), floor: floor)
            for (place, distance) in own.enumerated() {
              weights[row * near.count + place] = membership.weight(distance)
            }
          }
        }
      }
    }
    return weights
  }
}
