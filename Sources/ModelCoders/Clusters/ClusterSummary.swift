import ContentCoding

/// What one cluster is like.
public struct ClusterSummary: Codable, Hashable, Sendable {
  /// The cluster's number.
  public let cluster: Int
  /// How many posts it has.
  public let size: Int
  /// The mean silhouette of its posts; nil where it is not known.
  public let cohesion: Double?
  /// The mean distance of its posts to its centre; nil where it is not known.
  public let distance: Double?
  /// The id of the post nearest to the centre; of equal ones the smallest.
  public let medoid: String
  /// The ids of the posts nearest to the centre, nearest first.
  public let typical: [String]
  /// The ids of the posts farthest from the centre, farthest first; none of them is ``typical``.
  public let atypical: [String]

  /// The portraits of all clusters of `clustering`, by number.
  ///
  /// The most typical posts lie nearest to the centre, and the medoid is the first of them. Silhouettes break no ties, ids do.
  ///
  /// - Parameters:
  ///   - clustering: the clustering.
  ///   - count: how many typical posts are named at most, and as many atypical ones.
  /// - Returns: one portrait for each cluster that has posts.
  public static func portraits(of clustering: Clustering, showing count: Int) -> [ClusterSummary] {
    clustering.members.enumerated().compactMap { number, members in
      let places = members.compactMap { id in clustering.places[id].map { (id: id, place: $0) } }
      let near = places.sorted { one, other in
        let (first, second) = (one.place.distance ?? .infinity, other.place.distance ?? .infinity)
        return first == second ? one.id < other.id : first < second
      }
      guard let medoid = near.first?.id else { return nil }
      let typical = near.prefix(count).map(\.id)
      return ClusterSummary(
        cluster: number, size: members.count, cohesion: mean(places.compactMap(\.place.silhouette)),
        distance: mean(places.compactMap(\.place.distance)), medoid: medoid, typical: typical,
        atypical: near.dropFirst(typical.count).suffix(count).reversed().map(\.id))
    }
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
