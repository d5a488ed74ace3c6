import Foundation

/// The penalised loss of a count regression with log link.
///
///     (1 / (n c)) sum_i loss_i + (lambda / 2) |w|^2,    mu_i = exp(w z_i + b)
///
/// Poisson: loss = y ln(y / mu) - (y - mu), half the deviance. NB2 with r = 1 / alpha:
///
///     loss = y ln y - y - [ln Gamma(y + r) - ln Gamma(r) - y ln r + y ln mu - (y + r) ln(1 + mu / r)]
///
/// which is -log L without ln y! and goes to that of Poisson as alpha goes to 0 (Hilbe 2011, Negative Binomial Regression,
/// chapter 8). Unknowns are w (r of them), b, and for NB2 ln alpha, held within -18.4...13.8 (alpha from 1e-8 to 1e6).
struct CountProblem {
  let coordinates: DoubleMatrix
  let numbers: [Double]
  let family: RegressionFamily
  /// c: see `RegressionFamily.curvature`.
  let curvature: Double
  var penalty: Double
  /// r x n, so that both products read rows as stored.
  private let transposed: DoubleMatrix
  /// y ln y - y for each number.
  private let saturated: [Double]
  private var etas: [Double]

  static let logDispersions = log(1e-8)...log(1e6)

  init(_ coordinates: DoubleMatrix, _ numbers: [Double], family: RegressionFamily, penalty: Double) {
    self.coordinates = coordinates
    self.numbers = numbers
    self.family = family
    self.penalty = penalty
    curvature = family.curvature(numbers)
    transposed = coordinates.transposed()
    saturated = numbers.map(Self.saturated)
    etas = [Double](repeating: 0, count: numbers.count)
  }

  var unknowns: Int { coordinates.columns + (family == .negativeBinomial ? 2 : 1) }

  /// The objective at a point; the gradient is written.
  mutating func evaluate(_ point: [Double], _ gradient: inout [Double]) -> Double {
    let (n, r) = (coordinates.rows, coordinates.columns)
    let scale = 1 / (Double(n) * curvature)
    computeEtas(point)
    var (loss, slope, residuals) = (0.0, 0.0, 0.0)
    let logDispersion = family == .negativeBinomial ? point[r + 1] : 0
    let held = min(max(logDispersion, Self.logDispersions.lowerBound), Self.logDispersions.upperBound)
    let shape = exp(-held)
    for row in 0..<n {
      let found =
        family == .poisson
        ? Self.poisson(numbers[row], etas[row]) : Self.negativeBinomial(numbers[row], etas[row], shape)
      loss += saturated[row] + found.loss
      slope += found.slopeInShape
      residuals += found.residual
      etas[row] = found.residual * scale
    }
    var squared = 0.0
    coordinates.storage.withUnsafeBufferPointer { z in
      etas.withUnsafeBufferPointer { residuals in
        gradient.withUnsafeMutableBufferPointer { gradient in
          BLAS.multiply(
            BLAS.Factor(base: residuals.baseAddress, stride: n),
            BLAS.Factor(base: z.baseAddress, stride: r), into: gradient.baseAddress, m: 1, n: r, k: n)
        }
      }
    }
    for index in 0..<r {
      gradient[index] += penalty * point[index]
      squared += point[index] * point[index]
    }
    gradient[r] = residuals * scale
    // d r / d ln alpha = -r; on the limits there is no way further.
    if family == .negativeBinomial { gradient[r + 1] = held == logDispersion ? -shape * slope * scale : 0 }
    return loss * scale + penalty / 2 * squared
  }

  /// The mean loss of held-out rows, in the units of the objective's first part times c.
  static func heldOutLoss(
    _ numbers: [Double], etas: [Double], family: RegressionFamily, dispersion: Double
  ) -> Double {
    zip(numbers, etas).reduce(0) { sum, row in
      switch family {
      case .gaussian: sum + (row.0 - row.1) * (row.0 - row.1) / 2
      case .poisson: sum + saturated(row.0) + poisson(row.0, row.1).loss
      case .negativeBinomial: sum + saturated(row.0) + negativeBinomial(row.0, row.1, 1 / dispersion).loss
      }
    }
  }

  /// A row's loss less its saturated part, and the slopes of it in f and in r.
  private typealias RowLoss = (loss: Double, residual: Double, slopeInShape: Double)

  private static func saturated(_ y: Double) -> Double { y > 0 ? y * log(y) - y : 0 }

  private static func poisson(_ y: Double, _ eta: Double) -> RowLoss {
    let mean = exp(eta)
    return (mean - y * eta, mean - y, 0)
  }

  private static func negativeBinomial(_ y: Double, _ eta: Double, _ r: Double) -> RowLoss {
    let mean = exp(eta)
    let grown = log1p(mean / r)
    let loss = (y + r) * grown - y * eta - GammaFunctions.risingRatio(y, r)
    let slope = grown - GammaFunctions.digammaDifference(y, r) + (y - mean) / (r + mean)
    return (loss, (mean - y) / (1 + mean / r), slope)
  }

  private mutating func computeEtas(_ point: [Double]) {
    let (n, r) = (coordinates.rows, coordinates.columns)
    transposed.storage.withUnsafeBufferPointer { z in
      point.withUnsafeBufferPointer { point in
        etas.withUnsafeMutableBufferPointer { etas in
          etas.update(repeating: point[r])
          BLAS.multiply(
            BLAS.Factor(base: point.baseAddress, stride: max(r, 1)),
            BLAS.Factor(base: z.baseAddress, stride: n), into: etas.baseAddress, m: 1, n: n, k: r, beta: 1)
        }
      }
    }
  }
}
