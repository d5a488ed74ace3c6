import ContentCoding
import ModelCoders

extension Clustering {
  /// What each cluster is like, with its `count` most typical posts; by number.
  package func portraits(showing count: Int) -> [ClusterSummary] {
    ClusterSummary.portraits(of: self, showing: count)
  }
}
