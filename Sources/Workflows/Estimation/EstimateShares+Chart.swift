import Estimation
import Pages

extension EstimateShares.Outcome {
  /// The shares over the parts as a picture for a paper, in SVG; nil where there are no parts.
  package func chart(of method: ShareMethod = .predictionPowered) -> String? {
    guard by != nil else { return nil }
    var parts: [String] = []
    var categories: [String] = []
    for row in rows {
      if let part = row.part, parts.last != part, !parts.contains(part) { parts.append(part) }
      if !categories.contains(row.category) { categories.append(row.category) }
    }
    guard !parts.isEmpty else { return nil }
    var points: [String: [String: SharesChart.Point]] = [:]
    for row in rows {
      guard let part = row.part, let estimate = row.estimates.first(where: { $0.method == method }),
        let share = estimate.share.value
      else { continue }
      points[row.category, default: [:]][part] = SharesChart.Point(
        share: share, interval: estimate.interval.value)
    }
    return SharesChart(
      title: "\(variable) by \(by ?? ""): share of posts, \(method.rawValue), by \(coder) and \(gold)",
      parts: parts,
      series: categories.map { category in
        SharesChart.Series(name: category, points: parts.map { points[category]?[$0] })
      }
    ).svg()
  }
}
