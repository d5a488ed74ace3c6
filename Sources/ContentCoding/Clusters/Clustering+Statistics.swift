import Reliability

extension ClusteringFigures {
  /// The figures as they are shown; those that are not known are left out, but for the silhouette.
  public var statistics: [Statistic] {
    Self.statistics(silhouette: silhouette, stability: stability, inertia: inertia)
  }

  fileprivate static func statistics(
    silhouette: Double?, stability: Double?, inertia: Double?
  ) -> [Statistic] {
    [Statistic(.silhouette, silhouette.map { .defined($0) } ?? .undefined(.noObservations))]
      + (stability.map { [Statistic(.stability, .defined($0))] } ?? [])
      + (inertia.map { [Statistic(.inertia, .defined($0))] } ?? [])
  }
}

extension ClusteringFigures.TriedCount {
  /// The figures as they are shown.
  public var statistics: [Statistic] {
    ClusteringFigures.statistics(silhouette: silhouette, stability: stability, inertia: inertia)
  }
}
