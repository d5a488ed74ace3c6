import ContentCoding
import Learning

/// What clustering posts gave.
public struct ClusterOutcome: Sendable {
  /// Where each post lies, by id.
  public let places: [String: Clustering.Place]
  /// What is known of the clustering as a whole.
  public let figures: ClusteringFigures
  /// The mean normalised embedding of each cluster's posts (k x d), whatever space was clustered.
  public let centres: Matrix

  /// Puts `posts` where `labels` say.
  ///
  /// - Parameters:
  ///   - posts: the posts.
  ///   - labels: the cluster of each; nil for none.
  ///   - space: the rows that were clustered.
  ///   - silhouettes: the silhouette of each post there, where it is known.
  ///   - figures: what is known of the whole.
  init(
    _ posts: EmbeddedPosts, labels: [Int?], in space: Matrix, silhouettes: [Double?]?,
    figures: ClusteringFigures
  ) {
    let own = ClusterOutcome.centres(of: space, labels: labels)
    var places: [String: Clustering.Place] = [:]
    for (row, id) in posts.ids.enumerated() {
      let cluster = labels[row]
      places[id] = Clustering.Place(
        cluster: cluster, distance: cluster.map { Self.distance(from: space.row(row), to: own.row($0)) },
        silhouette: silhouettes?[row])
    }
    self.places = places
    self.figures = figures
    centres = ClusterOutcome.centres(of: posts.rows, labels: labels)
  }

  /// The mean row of each cluster, in 64 bits.
  private static func centres(of rows: Matrix, labels: [Int?]) -> Matrix {
    let count = (labels.compactMap(\.self).max() ?? -1) + 1
    var sums = [Double](repeating: 0, count: count * rows.columns)
    var sizes = [Double](repeating: 0, count: count)
    for (row, label) in labels.enumerated() {
      guard let label else { continue }
      sizes[label] += 1
      for (column, entry) in rows.row(row).enumerated() {
        sums[label * rows.columns + column] += Double(entry)
      }
    }
    return Matrix(
      rows: count, columns: rows.columns,
      storage: sums.enumerated().map { Float($1 / max(1, sizes[$0 / max(1, rows.columns)])) })
  }

  private static func distance(from row: ArraySlice<Float>, to centre: ArraySlice<Float>) -> Double {
    var sum = 0.0
    for (one, other) in zip(row, centre) { sum += Double(one - other) * Double(one - other) }
    return sum.squareRoot()
  }
}
