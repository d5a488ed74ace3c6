import ContentCoding

/// How the cosines of each label lie over a corpus, so that a post's can be said in deviations from their mean.
///
/// Some phrases lie near to all pictures. Balanced, a category is answered where a post lies nearer to it than posts do on the whole. That
/// assumes that categories are about equally frequent: a rare one is answered too often.
public struct LabelBalance: Codable, Hashable, Sendable {
  /// The mean cosine of each label, in the order of the codebook's labels.
  let means: [Double]
  /// The standard deviation of each label's cosines; 0 where they are all the same.
  let deviations: [Double]

  /// Of `evidence`, what counts in deviations from the corpus: the cosines, and a softmax over them as scores.
  func applied(to evidence: LabelEvidence) -> LabelEvidence {
    var balanced = evidence
    balanced.cosines = evidence.cosines.indices.map { label in
      let distance = evidence.cosines[label] - means[label]
      return deviations[label] > 0 ? distance / deviations[label] : distance
    }
    balanced.scores = ZeroShotScoring.softmax(balanced.cosines)
    balanced.strengths = balanced.scores
    return balanced
  }

  /// Measures how cosines lie, post by post.
  ///
  /// Source: B. P. Welford, *Note on a Method for Calculating Corrected Sums of Squares and Products*, 1962.
  struct Meter {
    private(set) var posts = 0
    private var means: [Double]
    private var squares: [Double]

    init(labels: Int) {
      means = Array(repeating: 0, count: labels)
      squares = means
    }

    mutating func add(_ cosines: [Double]) {
      posts += 1
      for (label, cosine) in cosines.enumerated() {
        let distance = cosine - means[label]
        means[label] += distance / Double(posts)
        squares[label] += distance * (cosine - means[label])
      }
    }

    /// The balance; nil where there are fewer posts than labels.
    var balance: LabelBalance? {
      guard posts > 0, posts >= means.count else { return nil }
      return LabelBalance(
        means: means, deviations: squares.map { ($0 / Double(posts)).squareRoot() })
    }
  }
}

/// Measures how the cosines of every label lie over the posts that it is given, batch by batch.
public struct BalanceMeasurement: Sendable {
  private let variables: [Variable]
  private let comparison: PhraseComparison
  private var meters: [LabelBalance.Meter?]

  /// A measurement for a coder with the same arguments; see ``ZeroShot``.
  public init(
    variables: [Variable], parameters: ZeroShotParameters, extractor: ExtractorIdentity,
    textExtractor: ExtractorIdentity, scoring: ZeroShotScoring
  ) {
    self.variables = variables
    comparison = PhraseComparison(
      variables: variables, parameters: parameters, extractor: extractor, textExtractor: textExtractor,
      scoring: scoring)
    meters = zip(variables, comparison.lists).map { variable, list in
      variable.type == .category && list.labels.count > 1
        ? LabelBalance.Meter(labels: list.labels.count) : nil
    }
  }

  /// The most posts that any variable was measured on.
  public var posts: Int { meters.compactMap { $0?.posts }.max() ?? 0 }

  /// Measures `posts`; those that have nothing to compare do not count.
  ///
  /// - Throws: As ``ZeroShot/code(_:with:)`` does.
  public mutating func add(_ posts: [Post], from features: any FeatureSource) async throws {
    for finding in try await comparison.findings(of: posts, variables: variables, from: features) {
      for index in meters.indices {
        if let cosines = finding.evidence[index]?.cosines { meters[index]?.add(cosines) }
      }
    }
  }

  /// The balance of each variable that has several categories.
  ///
  /// - Throws: ``ZeroShotProblem`` where one has fewer posts than categories.
  public func balances() throws(ZeroShotProblem) -> [String: LabelBalance] {
    var balances: [String: LabelBalance] = [:]
    for (variable, meter) in zip(variables, meters) {
      guard let meter else { continue }
      guard let balance = meter.balance else {
        throw ZeroShotProblem.balance(of: variable, posts: meter.posts)
      }
      balances[variable.name] = balance
    }
    return balances
  }
}
