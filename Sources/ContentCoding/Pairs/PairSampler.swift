import Reliability

/// Draws pairs of posts within clusters and between them.
///
/// Within: uniformly from all Σ s_k (s_k - 1) / 2 pairs of posts that share a cluster. Between: uniformly from all pairs of posts of
/// two clusters. Both without replacement, so a pair's inclusion probability is the number drawn over the number there is.
/// Large clusters have more pairs, hence more of the sample. Posts that lie in no cluster take no part.
public struct PairSampler: Sendable {
  private let clusters: [(number: Int, posts: [String])]
  private let withinEnds: [Int]
  private let betweenEnds: [Int]
  private let ends: [Int]

  /// A sampler of the pairs of `members`, the ids of each cluster's posts by its number; their order does not matter.
  public init(members: [[String]]) {
    clusters = members.enumerated().filter { !$0.element.isEmpty }.map { ($0.offset, $0.element.sorted()) }
    let sizes = clusters.map(\.posts.count)
    ends = Self.sums(sizes)
    let total = ends.last ?? 0
    withinEnds = Self.sums(sizes.map { $0 * ($0 - 1) / 2 })
    betweenEnds = Self.sums(zip(sizes, ends).map { size, end in size * (total - end) })
  }

  /// How many pairs of posts share a cluster.
  public var withinCount: Int { withinEnds.last ?? 0 }

  /// How many pairs of posts lie in two clusters.
  public var betweenCount: Int { betweenEnds.last ?? 0 }

  /// Draws `count` pairs, of which the share `within`, rounded, lies within clusters; numbered in random order, and in random
  /// order within each pair.
  ///
  /// - Parameters:
  ///   - count: how many pairs.
  ///   - within: the share within clusters, from 0 to 1.
  ///   - seed: the seed.
  ///   - name: the sample's name, from which chance derives too.
  /// - Returns: the pairs, by number.
  /// - Throws: ``SamplingProblem``: no pair asked for, or more than there are of a kind.
  public func pairs(
    _ count: Int, within: Double, seed: UInt64, name: String
  ) throws(SamplingProblem) -> [PostPair] {
    guard count >= 1 else { throw .nothingAsked }
    let share = within.isNaN ? 0.5 : min(1, max(0, within))
    let inside = min(count, Int((Double(count) * share).rounded()))
    let outside = count - inside
    guard inside <= withinCount else { throw .tooFewWithin(asked: inside, available: withinCount) }
    guard outside <= betweenCount else { throw .tooFewBetween(asked: outside, available: betweenCount) }
    var chance = SplitMix64(seed: DrawOrder(seed: seed, purpose: "pairs").key(of: name))
    var pairs = Self.subset(inside, below: withinCount, using: &chance).map {
      withinPair($0, probability: Double(inside) / Double(withinCount))
    }
    pairs += Self.subset(outside, below: betweenCount, using: &chance).map {
      betweenPair($0, probability: Double(outside) / Double(betweenCount))
    }
    for last in stride(from: pairs.count - 1, to: 0, by: -1) {
      pairs.swapAt(last, chance.next(below: last + 1))
    }
    for place in pairs.indices {
      let pair = pairs[place]
      pairs[place].number = place + 1
      guard chance.next(below: 2) == 1 else { continue }
      pairs[place].first = pair.second
      pairs[place].second = pair.first
    }
    return pairs
  }

  /// Pair number `rank` of those within clusters.
  private func withinPair(_ rank: Int, probability: Double) -> PostPair {
    let place = Self.place(of: rank, in: withinEnds)
    var rest = rank - (place == 0 ? 0 : withinEnds[place - 1])
    let posts = clusters[place].posts
    // Row `later` of the triangle holds the pairs of the post `later` with those before it.
    var later = Int((0.5 + (0.25 + 2 * Double(rest)).squareRoot()).rounded(.down))
    while later * (later - 1) / 2 > rest { later -= 1 }
    while (later + 1) * later / 2 <= rest { later += 1 }
    rest -= later * (later - 1) / 2
    return PostPair(
      number: 0, first: posts[rest], second: posts[later], isWithin: true, cluster: clusters[place].number,
      probability: probability)
  }

  /// Pair number `rank` of those between clusters: a post of one cluster with a post of a later one.
  private func betweenPair(_ rank: Int, probability: Double) -> PostPair {
    let place = Self.place(of: rank, in: betweenEnds)
    let rest = rank - (place == 0 ? 0 : betweenEnds[place - 1])
    let posts = clusters[place].posts
    let other = ends[place] + rest / posts.count
    let otherPlace = Self.place(of: other, in: ends)
    let inOther = other - (otherPlace == 0 ? 0 : ends[otherPlace - 1])
    return PostPair(
      number: 0, first: posts[rest % posts.count], second: clusters[otherPlace].posts[inOther],
      isWithin: false,
      probability: probability)
  }

  /// `count` different numbers below `bound`, every set equally likely (Floyd's algorithm; Bentley and Floyd, 1987); sorted.
  private static func subset(_ count: Int, below bound: Int, using chance: inout SplitMix64) -> [Int] {
    var chosen: Set<Int> = []
    for last in bound - count..<bound {
      if !chosen.insert(chance.next(below: last + 1)).inserted { chosen.insert(last) }
    }
    return chosen.sorted()
  }

  /// The first place whose end lies beyond `rank`.
  private static func place(of rank: Int, in ends: [Int]) -> Int {
    var (low, high) = (0, ends.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] > rank { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private static func sums(_ numbers: [Int]) -> [Int] {
    var sum = 0
    return numbers.map { number in
      sum += number
      return sum
    }
  }
}
