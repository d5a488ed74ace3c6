import Foundation
import Learning

/// The equations that a regression solves: Σ over rows of a contribution to each coefficient is 0.
struct EstimatingEquations {
  let rows: RegressionRows
  let family: OutcomeFamily
  let isCorrected: Bool
  /// Contributions of the same row, up to a factor: as the machine coded it, and as a person did.
  private let terms: [Term]

  private struct Term {
    let row: Int
    let predictors: [Double]
    let outcome: Double
    let factor: Double
  }

  /// Where the equations hold.
  struct Solution {
    var coefficients: [Double]
    /// NB2's dispersion; 0 for other families.
    var dispersion: Double
  }

  init(_ rows: RegressionRows, family: OutcomeFamily, isCorrected: Bool) throws(EstimationError) {
    self.rows = rows
    self.family = family
    self.isCorrected = isCorrected
    var terms = rows.outcomes.indices.map {
      Term(row: $0, predictors: rows.predictors[$0], outcome: rows.outcomes[$0], factor: 1)
    }
    if isCorrected {
      for correction in rows.corrections {
        guard correction.probability > 0, correction.probability <= 1 else {
          throw .badProbability(correction.probability)
        }
        let factor = 1 / correction.probability
        let row = correction.row
        terms.append(
          Term(row: row, predictors: rows.predictors[row], outcome: rows.outcomes[row], factor: -factor))
        terms.append(
          Term(row: row, predictors: correction.predictors, outcome: correction.outcome, factor: factor))
      }
    }
    let count = rows.names.count
    guard terms.allSatisfy({ $0.predictors.count == count }) else {
      throw .differentLengths(
        expected: count, found: terms.first { $0.predictors.count != count }?.predictors.count ?? 0)
    }
    for term in terms {
      guard term.outcome.isFinite, term.predictors.allSatisfy(\.isFinite) else {
        throw .fit("a row has a value that is infinite or not a number")
      }
      if let problem = family.problem(of: term.outcome) { throw .fit(problem) }
    }
    guard rows.outcomes.count > count else {
      throw .fit("\(rows.outcomes.count) rows are too few for \(count) coefficients")
    }
    self.terms = terms
  }

  private var count: Int { rows.names.count }

  private func eta(_ term: Term, _ coefficients: [Double]) -> Double {
    var eta = 0.0
    for place in coefficients.indices { eta += term.predictors[place] * coefficients[place] }
    return eta
  }

  /// The sum of all contributions and its slopes.
  private func sums(_ solution: Solution) -> (sum: [Double], slopes: [[Double]]) {
    var sum = [Double](repeating: 0, count: count)
    var slopes = [[Double]](repeating: sum, count: count)
    for term in terms {
      let score = family.score(
        term.outcome, eta(term, solution.coefficients), dispersion: solution.dispersion)
      for first in 0..<count {
        sum[first] += term.factor * score.value * term.predictors[first]
        let slope = term.factor * score.slope * term.predictors[first]
        for second in 0...first { slopes[first][second] += slope * term.predictors[second] }
      }
    }
    for first in 0..<count {
      for second in 0..<first { slopes[second][first] = slopes[first][second] }
    }
    return (sum, slopes)
  }

  func solve() throws(EstimationError) -> Solution {
    var solution = Solution(coefficients: start, dispersion: 0)
    if family == .negativeBinomial {
      // The dispersion is that of maximum likelihood with the machine's codings.
      let plain = isCorrected ? try EstimatingEquations(rows, family: family, isCorrected: false) : self
      solution.coefficients = try plain.newton(from: solution).coefficients
      solution = try plain.withDispersion(solution)
      if !isCorrected { return solution }
    }
    return try newton(from: solution)
  }

  /// All coefficients 0, but the intercept of a count at the log of the mean.
  private var start: [Double] {
    var start = [Double](repeating: 0, count: count)
    let mean = rows.outcomes.reduce(0, +) / Double(max(1, rows.outcomes.count))
    if family == .poisson || family == .negativeBinomial,
      let intercept = rows.names.firstIndex(of: RegressionRows.intercept)
    {
      start[intercept] = log(max(mean, 1e-3))
    }
    return start
  }

  /// Newton's method, steps halved until the equations are nearer to 0.
  private func newton(from start: Solution) throws(EstimationError) -> Solution {
    var solution = start
    var (sum, slopes) = sums(solution)
    for round in 0..<100 {
      guard let step = LinearSystem(slopes).solution(of: sum.map { -$0 }) else {
        // Predictors that were not collinear at the start have run off to where all chances are 0 or 1.
        throw round > 0 && family == .logistic ? Self.separated : collinear
      }
      let size = zip(step, solution.coefficients).reduce(0) { max($0, abs($1.0) / max(1, abs($1.1))) }
      if size < 1e-11 { return solution }
      var share = 1.0
      let before = Self.length(sum)
      while true {
        var next = solution
        for place in next.coefficients.indices { next.coefficients[place] += share * step[place] }
        let found = sums(next)
        let after = Self.length(found.sum)
        if after < before || (after.isFinite && share < 1e-6) {
          (solution, sum, slopes) = (next, found.sum, found.slopes)
          break
        }
        share /= 2
        // So near to the solution that rounding decides.
        if share < 1e-8 { return solution }
      }
      if solution.coefficients.contains(where: { abs($0) > 1e4 }), family == .logistic {
        throw Self.separated
      }
    }
    guard sum.allSatisfy(\.isFinite) else { throw .fit("the fit did not come to rest") }
    if family == .logistic, solution.coefficients.contains(where: { abs($0) > 30 }) {
      throw Self.separated
    }
    return solution
  }

  private var collinear: EstimationError {
    .fit("the predictors are collinear: one of \(rows.names.joined(separator: ", ")) follows from the others")
  }

  private static let separated = EstimationError.fit(
    "a predictor separates the outcomes, so its coefficient grows without end; leave it out or join categories"
  )

  private static func length(_ values: [Double]) -> Double {
    values.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}

// MARK: NB2

extension EstimatingEquations {
  /// The dispersion of maximum likelihood, with the coefficients that go with it.
  fileprivate func withDispersion(_ start: Solution) throws(EstimationError) -> Solution {
    var solution = start
    // The profile likelihood over ln a by golden section, then both together by Newton's method.
    let ratio = (5.0.squareRoot() - 1) / 2
    var (low, high) = (log(1e-8), log(1e3))
    func profile(_ logDispersion: Double) throws(EstimationError) -> (value: Double, solution: Solution) {
      let fitted = try newton(
        from: Solution(coefficients: solution.coefficients, dispersion: exp(logDispersion)))
      return (likelihood(fitted), fitted)
    }
    var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
    var (atLeft, atRight) = (try profile(left), try profile(right))
    while high - low > 1e-4 {
      if atLeft.value >= atRight.value {
        (high, right, atRight) = (right, left, atLeft)
        left = high - ratio * (high - low)
        atLeft = try profile(left)
        solution = atLeft.solution
      } else {
        (low, left, atLeft) = (left, right, atRight)
        right = low + ratio * (high - low)
        atRight = try profile(right)
        solution = atRight.solution
      }
    }
    return try polished(solution)
  }

  private func likelihood(_ solution: Solution) -> Double {
    let r = 1 / solution.dispersion
    return terms.reduce(0) { sum, term in
      let eta = eta(term, solution.coefficients)
      let mean = family.mean(eta)
      return sum + lgamma(term.outcome + r) - lgamma(r) - r * log1p(mean / r)
        + term.outcome * (eta - log(r + mean))
    }
  }

  /// Newton's steps in the coefficients and the dispersion together.
  private func polished(_ start: Solution) throws(EstimationError) -> Solution {
    var solution = start
    for _ in 0..<50 {
      let (sum, slopes) = joint(solution)
      guard let step = LinearSystem(slopes).solution(of: sum.map { -$0 }) else { throw collinear }
      let grown = solution.dispersion + step[count]
      // At the edge the counts vary no more than a Poisson's.
      guard grown > 1e-8, grown.isFinite else { return solution }
      for place in 0..<count { solution.coefficients[place] += step[place] }
      solution.dispersion = grown
      if step.allSatisfy({ abs($0) < 1e-11 * max(1, grown) }) { break }
    }
    return solution
  }

  /// Sums and slopes of the coefficients' scores and, last, the dispersion's.
  fileprivate func joint(_ solution: Solution) -> (sum: [Double], slopes: [[Double]]) {
    let found = sums(solution)
    var sum = found.sum + [0]
    var slopes = found.slopes.map { $0 + [0] } + [[Double](repeating: 0, count: count + 1)]
    for term in terms {
      let mean = family.mean(eta(term, solution.coefficients))
      let dispersion = DispersionScore(term.outcome, mean, solution.dispersion)
      sum[count] += dispersion.value
      slopes[count][count] += dispersion.slope
      for place in 0..<count {
        slopes[place][count] += term.predictors[place] * dispersion.slopeInPredictor
        slopes[count][place] += term.predictors[place] * dispersion.slopeInPredictor
      }
    }
    return (sum, slopes)
  }
}

/// The score of NB2's log likelihood in its dispersion a, and its slopes.
private struct DispersionScore {
  let value: Double
  let slope: Double
  let slopeInPredictor: Double

  init(_ y: Double, _ mean: Double, _ a: Double) {
    let r = 1 / a
    let inShape =
      GammaFunctions.digammaDifference(y, r) + log(r / (r + mean)) + (mean - y) / (r + mean)
    let curvature =
      GammaFunctions.trigamma(y + r) - GammaFunctions.trigamma(r) + 1 / r - 1 / (r + mean)
      - (mean - y) / ((r + mean) * (r + mean))
    value = -r * r * inShape
    slope = curvature * r * r * r * r + 2 * r * r * r * inShape
    slopeInPredictor = -(y - mean) * mean / ((1 + a * mean) * (1 + a * mean))
  }
}

// MARK: Standard errors

extension EstimatingEquations {
  /// The robust covariance of the coefficients.
  func covariance(at solution: Solution) throws(EstimationError) -> [[Double]] {
    let isJoint = family == .negativeBinomial && !isCorrected
    let slopes = isJoint ? joint(solution).slopes : sums(solution).slopes
    guard let bread = LinearSystem(slopes).inverse else { throw collinear }
    let size = slopes.count
    var contributions = [[Double]](
      repeating: [Double](repeating: 0, count: size), count: rows.outcomes.count)
    for term in terms {
      let eta = eta(term, solution.coefficients)
      let score = family.score(term.outcome, eta, dispersion: solution.dispersion).value * term.factor
      for place in 0..<count { contributions[term.row][place] += score * term.predictors[place] }
      if isJoint {
        contributions[term.row][count] +=
          DispersionScore(term.outcome, family.mean(eta), solution.dispersion).value
      }
    }
    let n = Double(rows.outcomes.count)
    var factor = n / (n - Double(size))
    if let clusters = rows.clusters {
      var sums: [Int: [Double]] = [:]
      for (row, cluster) in clusters.enumerated() {
        var sum = sums[cluster] ?? [Double](repeating: 0, count: size)
        for place in 0..<size { sum[place] += contributions[row][place] }
        sums[cluster] = sum
      }
      let groups = Double(sums.count)
      guard groups > 1 else { throw .fit("all rows are in one cluster, so no standard error exists") }
      factor = groups / (groups - 1) * (n - 1) / (n - Double(size))
      contributions = sums.sorted { $0.key < $1.key }.map(\.value)
    }
    var meat = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
    for row in contributions {
      for first in 0..<size {
        for second in 0..<size { meat[first][second] += row[first] * row[second] }
      }
    }
    let half = bread.map { row in
      (0..<size).map { column in (0..<size).reduce(0) { $0 + row[$1] * meat[$1][column] } }
    }
    return half.map { row in
      (0..<size).map { column in factor * (0..<size).reduce(0) { $0 + row[$1] * bread[column][$1] } }
    }
  }
}
