import ContentCoding
import Foundation

/// A named, stored draw of pairs of posts.
public struct PairSample: Codable, Hashable, Sendable {
  /// The name; unique among the pair samples of the study.
  public var name: String
  /// The clustering whose clusters the pairs lie in; nil where it is not known.
  public var clustering: String?
  /// How the pairs were drawn, in words.
  public var design: String
  /// The seed of the draw; nil where it was drawn elsewhere.
  public var seed: UInt64?
  /// The pairs, by number.
  public var pairs: [PostPair]
  /// When they were drawn, in UTC.
  public var drawnAt: Date

  /// A pair sample.
  public init(
    name: String, clustering: String?, design: String, seed: UInt64? = nil, pairs: [PostPair], drawnAt: Date
  ) {
    self.name = name
    self.clustering = clustering
    self.design = design
    self.seed = seed
    self.pairs = pairs
    self.drawnAt = drawnAt
  }
}

/// A stored pair sample without its pairs.
public struct PairSampleSummary: Codable, Hashable, Sendable {
  /// The name.
  public var name: String
  /// The clustering; nil where it is not known.
  public var clustering: String?
  /// How many pairs it has.
  public var pairs: Int
  /// The people who have judged pairs of it, by name.
  public var coders: [String]
  /// How the pairs were drawn, in words.
  public var design: String
  /// When they were drawn, in UTC.
  public var drawnAt: Date
}
