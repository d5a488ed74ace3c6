import Foundation
import Testing

@testable import Pages

struct CoursesSectionTests {
  private func page(weights: [[Double]]) -> String {
    var content = ReportCases.blank
    content.courses = [
      LearningCourse(
        coder: "fused", variable: "ces", parts: ["picture", "caption"], weights: weights,
        losses: [1.5, 1, 0.5], heldOutLosses: [1.6, 1.2, 1.4], bestEpoch: 2)
    ]
    return HTMLReport(content).html()
  }

  @Test func weightsAndLossesAreDrawn() {
    let page = page(weights: [[0.5, 0.5], [0.75, 0.25], [0.9, 0.1]])
    #expect(page.contains("After 2 of 3 epochs the weights are picture 0.750, caption 0.250."))
    #expect(page.count(of: "<svg class=\"course\"") == 2)
    #expect(page.count(of: "<polyline") == 4)
    // Epochs from left to right, a weight of .5 in the middle, of .9 near the top.
    #expect(
      page.contains("points=\"54,99 204,56.5 354,31\""),
      "\(page.components(separatedBy: "points=").dropFirst().first ?? "")")
    #expect(page.contains("href=\"#courses-1\""))
  }

  @Test func partsWithoutWeightsHaveLossesAlone() {
    let page = page(weights: [])
    #expect(page.contains("its parts are joined without weights"))
    #expect(page.count(of: "<svg class=\"course\"") == 1)
  }

  @Test func withoutFusionsThereIsNoSuchSection() {
    #expect(!HTMLReport(ReportCases.blank).html().contains("How training went"))
  }
}
