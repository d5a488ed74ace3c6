import Learning
import Testing

struct OutputCurveTests {
  @Test func curvesAreThoseOfUmapLearn() throws {
    for golden in try GoldenUMAP.load().curves {
      let curve = try OutputCurve(minimumDistance: golden.minimumDistance, spread: golden.spread)
      #expect(abs(curve.a / golden.a - 1) < 1e-5, "\(golden)")
      #expect(abs(curve.b / golden.b - 1) < 1e-5, "\(golden)")
    }
  }

  @Test func publishedValuesAreFound() throws {
    let map = try OutputCurve(minimumDistance: 0.1, spread: 1)
    #expect(abs(map.a - 1.57694) < 5e-6 && abs(map.b - 0.89506) < 5e-6)
    let cluster = try OutputCurve(minimumDistance: 0, spread: 1)
    #expect(abs(cluster.a - 1.93281) < 5e-6 && abs(cluster.b - 0.79049) < 5e-6)
  }

  @Test(arguments: [(0.001, 0.0), (0.001, 0.001), (1000, 0), (1000, 1000)])
  func extremesHaveCurves(spread: Double, minimum: Double) throws {
    let curve = try OutputCurve(minimumDistance: minimum, spread: spread)
    #expect(curve.a.isNormal && curve.b.isNormal)
  }

  @Test(arguments: [(0, 0), (1, 2), (1, -1), (.nan, 0), (1, .nan), (.infinity, 0)])
  func nonsenseIsRefused(spread: Double, minimum: Double) {
    #expect(throws: LearningError.self) { try OutputCurve(minimumDistance: minimum, spread: spread) }
  }
}
