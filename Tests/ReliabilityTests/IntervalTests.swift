import Reliability
import Testing

@Suite struct IntervalTests {
  struct Case: Decodable {
    let successes: Int
    let trials: Int
    let level: Double
    let lower: Double
    let upper: Double
  }

  @Test func wilsonEqualsStatsmodels() throws {
    let fixture = try Fixture<Case>.named("wilson")
    for golden in fixture.cases {
      let interval = try #require(
        Interval.wilson(successes: golden.successes, trials: golden.trials, level: golden.level).value)
      #expect(near(interval.lower, golden.lower, fixture.tolerance))
      #expect(near(interval.upper, golden.upper, fixture.tolerance))
      #expect(interval.contains(Double(golden.successes) / Double(golden.trials)))
    }
  }

  @Test func wilsonSaysWhereItIsUndefined() {
    #expect(Interval.wilson(successes: 0, trials: 0) == .undefined(.noObservations))
    #expect(Interval.wilson(successes: 3, trials: 2) == .undefined(.countOutOfRange))
    #expect(Interval.wilson(successes: 0, trials: -2) == .undefined(.countOutOfRange))
    for level in [0, 1, -1, Double.nan] {
      #expect(Interval.wilson(successes: 1, trials: 2, level: level) == .undefined(.levelOutOfRange))
    }
  }
}
