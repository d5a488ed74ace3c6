/// Two posts of which people say whether they belong together.
public struct PostPair: Codable, Hashable, Sendable {
  /// The pair's number in its sample, from 1; the numbers tell nothing of clusters.
  public var number: Int
  /// The post that is shown first.
  public var first: String
  /// The post that is shown second.
  public var second: String
  /// Whether both lie in one cluster.
  public var isWithin: Bool
  /// That cluster's number; nil for a pair between clusters.
  public var cluster: Int?
  /// The probability to be drawn; nil where it is not known.
  public var probability: Double?

  /// A pair.
  public init(
    number: Int, first: String, second: String, isWithin: Bool, cluster: Int? = nil,
    probability: Double? = nil
  ) {
    self.number = number
    self.first = first
    self.second = second
    self.isWithin = isWithin
    self.cluster = cluster
    self.probability = probability
  }
}
