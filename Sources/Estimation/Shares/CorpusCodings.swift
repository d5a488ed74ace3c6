/// What a coder said of every post of a corpus, and a person of a sample of it that was drawn by chance.
public struct CorpusCodings: Sendable {
  /// A post that a person coded.
  public struct Sampled: Sendable, Equatable {
    /// The post's place in the corpus.
    public let place: Int
    /// The place of the person's category.
    public let truth: Int
    /// The chance that the post was drawn and coded, above 0 and at most 1.
    public let probability: Double
    /// The stratum that it was drawn from, numbered from 0.
    public let stratum: Int

    /// A coded post.
    public init(place: Int, truth: Int, probability: Double, stratum: Int = 0) {
      self.place = place
      self.truth = truth
      self.probability = probability
      self.stratum = stratum
    }
  }

  /// How many categories there are.
  public let categoryCount: Int
  /// The place of the coder's category for each post; negative where it gave none.
  public let answers: [Int32]
  /// The posts that a person coded.
  public let sampled: [Sampled]
  /// How much each post counts; nil for 1.
  public let weights: [Double]?

  /// Codings of a corpus.
  ///
  /// - Throws: ``EstimationError`` for a place outside the lists, a probability outside (0, 1], a negative weight, or lists of
  ///   different length.
  public init(
    categoryCount: Int, answers: [Int32], sampled: [Sampled], weights: [Double]? = nil
  ) throws(EstimationError) {
    for (place, answer) in answers.enumerated() where answer >= categoryCount {
      throw .badPlace(what: "the answer of post \(place + 1)", place: Int(answer), count: categoryCount)
    }
    for post in sampled {
      guard answers.indices.contains(post.place) else {
        throw .badPlace(what: "a sampled post", place: post.place, count: answers.count)
      }
      guard (0..<categoryCount).contains(post.truth) else {
        throw .badPlace(what: "a person's answer", place: post.truth, count: categoryCount)
      }
      guard post.probability > 0, post.probability <= 1 else { throw .badProbability(post.probability) }
      guard post.stratum >= 0 else {
        throw .badPlace(what: "a stratum", place: post.stratum, count: sampled.count)
      }
    }
    if let weights {
      guard weights.count == answers.count else {
        throw .differentLengths(expected: answers.count, found: weights.count)
      }
      if let bad = weights.first(where: { !($0 >= 0 && $0.isFinite) }) { throw .badWeight(bad) }
    }
    self.categoryCount = categoryCount
    self.answers = answers
    self.sampled = sampled
    self.weights = weights
  }

  /// 1 where the coder answers the category, else 0.
  func prediction(_ post: Int, _ category: Int) -> Double { answers[post] == category ? 1 : 0 }

  func weight(_ post: Int) -> Double { weights?[post] ?? 1 }
}
