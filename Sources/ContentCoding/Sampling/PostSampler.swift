/// Draws samples of posts.
///
/// A draw derives from the seed, the sample's name and the posts' ids alone: the order of posts does not matter, and samples
/// of other names are independent of it.
public struct PostSampler: Hashable, Sendable {
  /// In which order posts are drawn.
  public let order: DrawOrder

  /// A sampler for the sample called `name`.
  public init(seed: UInt64, name: String) {
    order = DrawOrder(seed: seed, purpose: "sample \(name)")
  }

  /// A simple random draw without replacement: every set of `count` posts is equally likely.
  ///
  /// Each post's inclusion probability is n / N.
  ///
  /// - Parameters:
  ///   - count: n, how many posts are drawn.
  ///   - ids: the posts to draw from, each once.
  /// - Returns: the drawn posts.
  /// - Throws: ``SamplingProblem``: fewer than 1 or more than N posts asked for.
  public func random(_ count: Int, of ids: [String]) throws(SamplingProblem) -> DrawnPosts {
    try check(count, available: ids.count)
    let chance = Double(count) / Double(ids.count)
    return DrawnPosts(
      posts: order.first(count, of: ids).map { DrawnPost(id: $0, probability: chance) },
      strata: [])
  }

  /// A stratified random draw: a simple random draw in every stratum.
  ///
  /// Each post's inclusion probability is n_h / N_h of its stratum; n_h is as ``Allocation/counts(drawing:from:)`` says. Every
  /// stratum has a post, so every post of the strata has a chance. Strata without posts are left out.
  ///
  /// - Parameters:
  ///   - count: how many posts are drawn in all.
  ///   - strata: the posts of each stratum by its name, each post in one.
  ///   - allocation: how they are shared.
  /// - Returns: the drawn posts, stratum by stratum, and the strata.
  /// - Throws: ``SamplingProblem``: fewer than 1 or more than N posts asked for, or fewer than there are strata.
  public func stratified(
    _ count: Int, of strata: [String: [String]], allocation: Allocation
  ) throws(SamplingProblem) -> DrawnPosts {
    let strata = strata.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
    try check(count, available: strata.reduce(0) { $0 + $1.value.count })
    guard let counts = allocation.counts(drawing: count, from: strata.map(\.value.count)) else {
      throw .moreStrataThanPosts(asked: count, strata: strata.count)
    }
    var drawn = DrawnPosts(posts: [], strata: [])
    for (stratum, share) in zip(strata, counts) {
      let size = stratum.value.count
      drawn.strata.append(DrawnStratum(name: stratum.key, size: size, drawn: share))
      drawn.posts += order.first(share, of: stratum.value).map { id in
        DrawnPost(id: id, probability: Double(share) / Double(size), stratum: stratum.key)
      }
    }
    return drawn
  }

  /// The posts of which a coder is least sure, the least sure first; ties fall by ``order``.
  ///
  /// Nothing is left to chance, so there are no inclusion probabilities: such a sample stands for nothing but itself.
  ///
  /// - Parameters:
  ///   - count: how many posts are drawn.
  ///   - certainty: how sure the coder is of each post, the lower the less; NaN counts as least sure.
  /// - Returns: the drawn posts.
  /// - Throws: ``SamplingProblem``: fewer than 1 or more than N posts asked for.
  public func leastCertain(
    _ count: Int, of certainty: [String: Double]
  ) throws(SamplingProblem) -> DrawnPosts {
    try check(count, available: certainty.count)
    let ranked = certainty.map { id, sure in
      (sure: sure.isNaN ? -Double.infinity : sure, key: order.key(of: id), id: id)
    }.sorted { ($0.sure, $0.key, $0.id) < ($1.sure, $1.key, $1.id) }
    return DrawnPosts(posts: ranked.prefix(count).map { DrawnPost(id: $0.id, probability: nil) }, strata: [])
  }

  private func check(_ count: Int, available: Int) throws(SamplingProblem) {
    guard count >= 1 else { throw .nothingAsked }
    guard count <= available else { throw .tooFewPosts(asked: count, available: available) }
  }
}
