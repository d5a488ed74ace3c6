import Estimation
import Reliability
import Testing

@Suite("Honest regressions")
struct RegressionTests {
  struct Golden: Decodable {
    struct Fit: Decodable {
      let coefficients, errors: [Double]
      let dispersion: Double?
    }
    struct Correction: Decodable {
      let row: Int
      let predictors: [Double]
      let outcome: Double
      let probability: Double

      init(from decoder: any Decoder) throws {
        var values = try decoder.unkeyedContainer()
        row = try values.decode(Int.self)
        predictors = try values.decode([Double].self)
        outcome = try values.decode(Double.self)
        probability = try values.decode(Double.self)
      }
    }
    let family: String
    let x: [[Double]]
    let y: [Double]
    let clusters: [Int]?
    let corrections: [Correction]
    let naive, corrected: Fit

    var rows: RegressionRows {
      RegressionRows(
        names: ["(intercept)", "coded", "other"], predictors: x, outcomes: y,
        corrections: corrections.map {
          .init(
            row: $0.row, predictors: $0.predictors, outcome: $0.outcome, probability: $0.probability)
        }, clusters: clusters)
    }
  }

  private func expect(_ found: RegressionFit, _ golden: Golden.Fit, _ tolerance: Double, _ name: String) {
    for (place, coefficient) in found.coefficients.enumerated() {
      #expect(near(coefficient.value, golden.coefficients[place], tolerance), "\(name) \(coefficient.name)")
      #expect(near(coefficient.standardError, golden.errors[place], tolerance), "\(name) \(coefficient.name)")
    }
  }

  @Test func naiveFitsEqualStatsmodels() throws {
    let fixture = try Fixture<Golden>.named("regressions")
    for golden in fixture.cases {
      let family = try #require(OutcomeFamily(rawValue: golden.family))
      let found = try RegressionFit(naive: golden.rows, family: family)
      // statsmodels' search for NB2's dispersion ends some 1e-6 from the best.
      let tolerance = family == .negativeBinomial ? 5e-6 : fixture.tolerance
      expect(found, golden.naive, tolerance, golden.family)
      if let dispersion = golden.naive.dispersion { #expect(near(found.dispersion, dispersion, 1e-5)) }
    }
  }

  @Test func correctedFitsEqualASecondImplementation() throws {
    let fixture = try Fixture<Golden>.named("regressions")
    for golden in fixture.cases {
      let family = try #require(OutcomeFamily(rawValue: golden.family))
      let found = try RegressionFit(corrected: golden.rows, family: family)
      let tolerance = family == .negativeBinomial ? 5e-6 : fixture.tolerance
      expect(found, golden.corrected, tolerance, golden.family)
    }
  }

  @Test func intervalsAndPValues() throws {
    let rows = RegressionRows(
      names: ["(intercept)", "x"], predictors: (0..<40).map { [1, Double($0 % 2)] },
      outcomes: (0..<40).map { Double($0 % 2) * 2 + Double($0 % 5) })
    let found = try RegressionFit(naive: rows, family: .gaussian).coefficients[1]
    #expect(near(found.z, found.value / found.standardError, 1e-12))
    #expect(near(found.interval.upper - found.interval.lower, 2 * 1.959964 * found.standardError, 1e-6))
    #expect(found.pValue < 0.001)
  }

  @Test func whatCannotBeFittedSaysWhy() {
    func problem(_ rows: RegressionRows, _ family: OutcomeFamily) -> String {
      do {
        _ = try RegressionFit(naive: rows, family: family)
        return "fitted"
      } catch {
        return error.description
      }
    }
    let twice = RegressionRows(
      names: ["(intercept)", "a", "b"], predictors: (0..<20).map { [1, Double($0), Double(2 * $0)] },
      outcomes: (0..<20).map { Double($0) })
    #expect(problem(twice, .gaussian).contains("collinear"))
    let separated = RegressionRows(
      names: ["(intercept)", "a"], predictors: (0..<20).map { [1, Double($0)] },
      outcomes: (0..<20).map { $0 < 10 ? 0 : 1 })
    #expect(problem(separated, .logistic).contains("separates"))
    // A group without any 1 runs off until the equations are singular: that is no collinearity.
    let empty = RegressionRows(
      names: ["(intercept)", "group", "size"],
      predictors: (0..<60).map { [1, $0 % 3 == 0 ? 1 : 0, Double($0 * $0)] },
      outcomes: (0..<60).map { $0 % 3 != 0 && $0 % 2 == 0 ? 1 : 0 })
    #expect(problem(empty, .logistic).contains("separates"))
    #expect(problem(separated, .poisson) == "fitted")
    let negative = RegressionRows(names: ["(intercept)"], predictors: [[1], [1]], outcomes: [-1, 2])
    #expect(problem(negative, .poisson).contains("from 0 on"))
    #expect(problem(negative, .logistic).contains("0 and 1"))
    let few = RegressionRows(names: ["a", "b"], predictors: [[1, 2]], outcomes: [1])
    #expect(problem(few, .gaussian).contains("too few"))
    let bad = RegressionRows(names: ["a"], predictors: [[.nan], [1]], outcomes: [1, 2])
    #expect(problem(bad, .gaussian).contains("not a number"))
    #expect(throws: EstimationError.self) { try RegressionFit(corrected: negative, family: .gaussian) }
  }
}
