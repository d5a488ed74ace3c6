import Foundation

/// A named, stored draw of posts.
public struct Sample: Codable, Hashable, Sendable {
  /// The name; unique in the study.
  public var name: String
  /// How the posts were drawn, in words.
  public var design: String
  /// Whether the posts were chosen for what they show, not by chance alone: such a sample does not stand for the corpus.
  public var isPurposive: Bool
  /// The seed of the draw; nil where it was drawn elsewhere.
  public var seed: UInt64?
  /// Each post's probability to be drawn, by id; nil where it is not known.
  public var probabilities: [String: Double?]
  /// The stratum of each post that was drawn from one, by id.
  public var strata: [String: String]
  /// When it was drawn, in UTC.
  public var drawnAt: Date

  /// A sample.
  public init(
    name: String, design: String, isPurposive: Bool = false, seed: UInt64? = nil,
    probabilities: [String: Double?], strata: [String: String] = [:], drawnAt: Date
  ) {
    self.name = name
    self.design = design
    self.isPurposive = isPurposive
    self.seed = seed
    self.probabilities = probabilities
    self.strata = strata
    self.drawnAt = drawnAt
  }

  /// The inverse of each post's probability to be drawn: how many posts it stands for.
  ///
  /// nil where the sample is purposive or empty, or a probability is unknown or not in (0, 1], so that it stands for itself only.
  public var weights: [String: Double]? {
    guard !isPurposive, !probabilities.isEmpty else { return nil }
    var weights: [String: Double] = [:]
    for (id, probability) in probabilities {
      guard let probability, probability > 0, probability <= 1 else { return nil }
      weights[id] = 1 / probability
    }
    return weights
  }
}

/// A stored sample without its posts.
public struct SampleSummary: Codable, Hashable, Sendable {
  /// The name.
  public var name: String
  /// How many posts it has.
  public var posts: Int
  /// How the posts were drawn, in words.
  public var design: String
  /// Whether it does not stand for the corpus.
  public var isPurposive: Bool
  /// The seed of the draw; nil where it was drawn elsewhere.
  public var seed: UInt64?
  /// When it was drawn, in UTC.
  public var drawnAt: Date
}
