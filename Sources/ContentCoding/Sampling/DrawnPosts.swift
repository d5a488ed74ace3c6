/// The posts of a draw.
public struct DrawnPosts: Hashable, Sendable {
  /// The posts, in the order in which they were drawn.
  public var posts: [DrawnPost]
  /// The strata, by name; empty where there are none.
  public var strata: [DrawnStratum]

  /// A draw.
  public init(posts: [DrawnPost], strata: [DrawnStratum]) {
    self.posts = posts
    self.strata = strata
  }
}

/// A post of a draw.
public struct DrawnPost: Codable, Hashable, Sendable {
  /// The post's id.
  public var id: String
  /// The probability to be drawn, over 0 and at most 1; nil where chance had no part or it is not known.
  public var probability: Double?
  /// The stratum from which it was drawn; nil where there are none.
  public var stratum: String?

  /// A post.
  public init(id: String, probability: Double?, stratum: String? = nil) {
    self.id = id
    self.probability = probability
    self.stratum = stratum
  }
}

/// A stratum of a draw.
public struct DrawnStratum: Codable, Hashable, Sendable {
  /// The stratum's name.
  public var name: String
  /// N_h: how many posts it has.
  public var size: Int
  /// n_h: how many were drawn.
  public var drawn: Int

  /// A stratum.
  public init(name: String, size: Int, drawn: Int) {
    self.name = name
    self.size = size
    self.drawn = drawn
  }
}
