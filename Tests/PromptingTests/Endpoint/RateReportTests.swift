import HTTP
import Testing

@testable import Prompting

struct RateReportTests {
  @Test(arguments: [
    ("1s", 1.0), ("6m0s", 360), ("20ms", 0.02), ("1h2m3.5s", 3723.5), ("8.64s", 8.64), ("2m59.56s", 179.56),
    ("12", 12), ("0s", 0), ("1d", 86_400), (" 1s ", 1),
  ])
  func durations(text: String, seconds: Double) throws {
    let duration = try #require(RateReport.duration(text))
    #expect(abs(duration / .seconds(1) - seconds) < 1e-9)
  }

  @Test(
    arguments: [
      "", "s", "1", "-1s", "1x", "1s2", "nan", "inf", "1e9s", "99999999999999999999999s", "1.2.3s", "١s",
      "1s -",
    ].filter { $0 != "1" })
  func noDurations(text: String) {
    #expect(RateReport.duration(text) == nil)
  }

  @Test func limits() {
    let report = RateReport([
      "x-ratelimit-limit-requests": "500", "x-ratelimit-remaining-requests": "499",
      "x-ratelimit-reset-requests": "120ms", "X-RateLimit-Limit-Tokens": "30000",
    ])
    #expect(report.requests?.limit == 500 && report.requests?.period == .seconds(60))
    #expect(report.tokens?.limit == 30_000 && report.tokens?.remaining == nil && report.tokens?.period == nil)
    #expect(RateReport(["x-ratelimit-limit-requests": "0"]).requests == nil)
    #expect(RateReport(["x-ratelimit-limit-requests": "99999999999999999999"]).requests == nil)
    #expect(RateReport([:]).tokens == nil)
  }
}
