import ContentCoding
import Testing

@Suite struct PostSamplerTests {
  let ids = (0..<40).map { "post-\($0)" }
  let strata = [
    "lake": (0..<25).map { "lake-\($0)" }, "town": (0..<10).map { "town-\($0)" }, "hut": ["hut-0", "hut-1"],
  ]

  @Test func aRandomDrawHasTheChanceOfEveryPost() throws {
    let drawn = try PostSampler(seed: 1, name: "main").random(10, of: ids)
    #expect(Set(drawn.posts.map(\.id)).count == 10 && Set(drawn.posts.map(\.id)).isSubset(of: ids))
    #expect(drawn.posts.allSatisfy { $0.probability == 0.25 && $0.stratum == nil })
    #expect(drawn.strata.isEmpty)
    #expect(try PostSampler(seed: 1, name: "main").random(10, of: ids.reversed()) == drawn)
    #expect(try PostSampler(seed: 1, name: "other").random(10, of: ids).posts != drawn.posts)
    #expect(try PostSampler(seed: 2, name: "main").random(10, of: ids).posts != drawn.posts)
  }

  /// Horvitz and Thompson (1952): the weights of a draw sum to the population.
  @Test(arguments: Allocation.allCases)
  func theWeightsOfAStratifiedDrawSumToEachStratum(allocation: Allocation) throws {
    let drawn = try PostSampler(seed: 3, name: "s").stratified(12, of: strata, allocation: allocation)
    #expect(drawn.posts.count == 12)
    for (name, posts) in strata {
      let ofStratum = drawn.posts.filter { $0.stratum == name }
      #expect(ofStratum.allSatisfy { posts.contains($0.id) })
      let weights = ofStratum.compactMap(\.probability).reduce(0) { $0 + 1 / $1 }
      #expect(abs(weights - Double(posts.count)) < 1e-9)
      #expect(
        drawn.strata.first { $0.name == name }
          == DrawnStratum(name: name, size: posts.count, drawn: ofStratum.count))
    }
    let shuffled = strata.mapValues { Array($0.reversed()) }
    #expect(try PostSampler(seed: 3, name: "s").stratified(12, of: shuffled, allocation: allocation) == drawn)
  }

  /// Over 2,000 seeds the share of draws that hold a post is its stored probability, within 4.5 standard errors.
  @Test func postsComeAsOftenAsTheirProbabilitySays() throws {
    let seeds = 2000
    var random: [String: Int] = [:]
    var stratified: [String: (times: Int, chance: Double)] = [:]
    for seed in 0..<UInt64(seeds) {
      let sampler = PostSampler(seed: seed, name: "frequency")
      for post in try sampler.random(10, of: ids).posts { random[post.id, default: 0] += 1 }
      for post in try sampler.stratified(9, of: strata, allocation: .equal).posts {
        let chance = try #require(post.probability)
        stratified[post.id, default: (0, chance)].times += 1
      }
    }
    func isNear(_ times: Int, _ chance: Double) -> Bool {
      let error = (chance * (1 - chance) / Double(seeds)).squareRoot()
      return abs(Double(times) / Double(seeds) - chance) <= 4.5 * error
    }
    #expect(random.count == 40 && random.values.allSatisfy { isNear($0, 0.25) })
    #expect(stratified.count == 37 && stratified.values.allSatisfy { isNear($0.times, $0.chance) })
    // hut has two posts and a share of three: both are always drawn.
    #expect(stratified["hut-0"]?.times == seeds)
  }

  @Test func theLeastCertainComeFirst() throws {
    let certainty = ["a": 0.9, "b": 0.2, "c": 0.5, "d": .nan, "e": 0.5]
    let drawn = try PostSampler(seed: 1, name: "doubt").leastCertain(4, of: certainty)
    #expect(drawn.posts.map(\.id).prefix(2) == ["d", "b"])
    #expect(Set(drawn.posts.map(\.id)) == ["d", "b", "c", "e"])
    #expect(drawn.posts.allSatisfy { $0.probability == nil })
  }

  @Test func wholeAndSinglePopulationsCanBeDrawn() throws {
    #expect(try PostSampler(seed: 1, name: "n").random(40, of: ids).posts.allSatisfy { $0.probability == 1 })
    #expect(
      try PostSampler(seed: 1, name: "n").random(1, of: ["only"]).posts
        == [DrawnPost(id: "only", probability: 1)])
    let empty = ["full": ["a", "b"], "empty": []]
    let drawn = try PostSampler(seed: 1, name: "n").stratified(1, of: empty, allocation: .equal)
    #expect(drawn.strata.map(\.name) == ["full"])
  }

  @Test func whatCannotBeDrawnSaysWhatToDo() {
    let sampler = PostSampler(seed: 1, name: "n")
    #expect(throws: SamplingProblem.tooFewPosts(asked: 41, available: 40)) { try sampler.random(41, of: ids) }
    #expect(throws: SamplingProblem.tooFewPosts(asked: 1, available: 0)) { try sampler.random(1, of: []) }
    #expect(throws: SamplingProblem.nothingAsked) { try sampler.random(0, of: ids) }
    #expect(throws: SamplingProblem.nothingAsked) { try sampler.leastCertain(-3, of: ["a": 1]) }
    #expect(throws: SamplingProblem.moreStrataThanPosts(asked: 2, strata: 3)) {
      try sampler.stratified(2, of: strata, allocation: .proportional)
    }
    #expect(SamplingProblem.tooFewPosts(asked: 41, available: 40).description.contains("ask for 40 or fewer"))
    #expect(SamplingProblem.moreStrataThanPosts(asked: 2, strata: 3).description.contains("ask for 3 posts"))
  }
}
