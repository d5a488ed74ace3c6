import ContentCoding
import Learning
import Reliability

extension Clusterer {
  /// The rows of the resample `number`, in their order: those whose ids come first by a hash.
  func draw(_ number: Int, of ids: [String]) -> [Int] {
    let count = Int((Double(ids.count) * Self.resampledShare).rounded())
    let drawn = Set(
      DrawOrder(seed: recipe.seed, purpose: "resample \(number)").first(max(1, count), of: ids))
    return ids.indices.filter { drawn.contains(ids[$0]) }
  }

  /// The mean adjusted Rand index between `labels` and the clusters of each draw, over the posts that both put somewhere.
  ///
  /// - Parameters:
  ///   - labels: the clusters of all posts.
  ///   - draws: the rows of each resample.
  ///   - cluster: clusters the rows of a draw.
  /// - Returns: nil where nothing was drawn, or it is undefined for every draw.
  /// - Throws: what `cluster` throws.
  func stability<Label: Hashable>(
    of labels: [Label?], _ draws: [[Int]], clusteredBy cluster: ([Int]) throws -> [Label?]
  ) throws -> Double? {
    var indices: [Double] = []
    for draw in draws {
      let again = try cluster(draw)
      let comparison = try ClusterComparison(classes: draw.map { labels[$0] }, clusters: again)
      if let index = comparison.adjustedRandIndex.value { indices.append(index) }
    }
    return indices.isEmpty ? nil : indices.reduce(0, +) / Double(indices.count)
  }
}
