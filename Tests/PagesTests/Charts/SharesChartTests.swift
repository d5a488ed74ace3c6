import Pages
import Reliability
import Testing

@Suite("Shares over time as a picture")
struct SharesChartTests {
  private func chart(_ series: [SharesChart.Series], parts: [String] = ["2024-01", "2024-02", "2024-03"])
    -> String
  {
    SharesChart(title: "ces by month", parts: parts, series: series).svg()
  }

  private func point(_ share: Double) -> SharesChart.Point {
    SharesChart.Point(share: share, interval: Interval(lower: share - 0.05, upper: share + 0.05, level: 0.95))
  }

  @Test func aLineAndIntervalsForEachCategory() {
    let picture = chart([
      .init(name: "sea", points: [point(0.2), point(0.4), point(0.3)]),
      .init(name: "hill", points: [point(0.1), nil, point(0.2)]),
    ])
    #expect(picture.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
    // A month without a share breaks the line.
    #expect(picture.components(separatedBy: "<polyline").count - 1 == 3)
    #expect(picture.components(separatedBy: "<circle").count - 1 == 5)
    #expect(picture.contains("2024-02") && picture.contains(">sea<"))
    // 0.4 and its interval fit under 0.5.
    #expect(picture.contains("50.0") && !picture.contains("75.0"))
  }

  @Test func dataIsText() {
    let hostile = "<script>alert(1)</script>&\""
    let picture = chart(
      [.init(name: hostile, points: [point(0.2), point(0.3), point(0.4)])], parts: [hostile, "b", "c"])
    #expect(!picture.contains("<script") && picture.contains("&lt;script&gt;"))
    #expect(picture.components(separatedBy: "<g ").count == picture.components(separatedBy: "</g>").count)
  }

  @Test func onlyTheLargestCategoriesAreDrawn() {
    let series = (0..<12).map { place in
      SharesChart.Series(name: "c\(place)", points: [point(0.05 + Double(place) / 100)])
    }
    let picture = chart(series, parts: ["one"])
    #expect(picture.components(separatedBy: "<polyline").count - 1 == SharesChart.seriesLimit)
    #expect(picture.contains(">c11<") && !picture.contains(">c0<"))
    #expect(!chart([], parts: []).isEmpty)
  }
}
