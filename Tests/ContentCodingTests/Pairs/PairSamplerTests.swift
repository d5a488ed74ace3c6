import ContentCoding
import Testing

@Suite struct PairSamplerTests {
  let members = [["a", "b", "c", "d"], ["e", "f"], [], ["g"]]

  @Test func thereAreSoManyPairs() {
    let sampler = PairSampler(members: members)
    // 4 * 3 / 2 + 1 within; 7 * 6 / 2 - 7 between.
    #expect(sampler.withinCount == 7)
    #expect(sampler.betweenCount == 14)
    #expect(PairSampler(members: []).withinCount == 0)
    #expect(PairSampler(members: [["a"], ["b"]]).betweenCount == 1)
  }

  @Test func allPairsCanBeDrawnEachOnce() throws {
    let pairs = try PairSampler(members: members).pairs(21, within: 1.0 / 3, seed: 1, name: "all")
    let clusters = ["a": 0, "b": 0, "c": 0, "d": 0, "e": 1, "f": 1, "g": 3]
    #expect(Set(pairs.map { Set([$0.first, $0.second]) }).count == 21)
    #expect(pairs.map(\.number) == Array(1...21))
    for pair in pairs {
      #expect(pair.first != pair.second && pair.probability == 1)
      #expect(pair.isWithin == (clusters[pair.first] == clusters[pair.second]))
      #expect(pair.cluster == (pair.isWithin ? clusters[pair.first] : nil))
    }
  }

  @Test func drawsDependOnSeedAndNameAloneAndNotOnTheOrderOfPosts() throws {
    let draw = { (members: [[String]], seed: UInt64, name: String) in
      try PairSampler(members: members).pairs(8, within: 0.5, seed: seed, name: name)
    }
    let pairs = try draw(members, 1, "p")
    #expect(pairs.count(where: \.isWithin) == 4)
    #expect(try draw(members.map { $0.reversed() }, 1, "p") == pairs)
    #expect(try draw(members, 2, "p") != pairs)
    #expect(try draw(members, 1, "q") != pairs)
  }

  /// Over 2,000 seeds every pair comes as often as its stored probability says, within 4.5 standard errors; the first place and
  /// the low numbers are as likely for either kind of post and pair.
  @Test func everyPairHasItsChance() throws {
    let seeds = 2000
    let sampler = PairSampler(members: members)
    var times: [Set<String>: Int] = [:]
    var chances: [Set<String>: Double] = [:]
    var early = 0
    var inOrder = 0
    for seed in 0..<UInt64(seeds) {
      for pair in try sampler.pairs(6, within: 0.5, seed: seed, name: "often") {
        times[[pair.first, pair.second], default: 0] += 1
        chances[[pair.first, pair.second]] = pair.probability
        if pair.number <= 3, pair.isWithin { early += 1 }
        if pair.first < pair.second { inOrder += 1 }
      }
    }
    #expect(times.count == 21)
    for (pair, count) in times {
      let chance = try #require(chances[pair])
      #expect(chance == 3.0 / 7 || chance == 3.0 / 14)
      let error = (chance * (1 - chance) / Double(seeds)).squareRoot()
      #expect(abs(Double(count) / Double(seeds) - chance) < 4.5 * error)
    }
    #expect(abs(Double(early) / Double(3 * seeds) - 0.5) < 0.04)
    #expect(abs(Double(inOrder) / Double(6 * seeds) - 0.5) < 0.04)
  }

  @Test func ofMillionsOfPairsAFewAreDrawnAtOnce() throws {
    let large = (0..<3).map { cluster in (0..<200_000).map { "\(cluster)-\($0)" } }
    let sampler = PairSampler(members: large)
    #expect(sampler.withinCount == 3 * 200_000 * 199_999 / 2)
    let pairs = try sampler.pairs(1000, within: 0.5, seed: 1, name: "large")
    #expect(Set(pairs.map { Set([$0.first, $0.second]) }).count == 1000)
    for pair in pairs { #expect((pair.first.first == pair.second.first) == pair.isWithin) }
  }

  @Test func whatCannotBeDrawnSaysWhatToDo() {
    let sampler = PairSampler(members: members)
    #expect(throws: SamplingProblem.tooFewWithin(asked: 8, available: 7)) {
      try sampler.pairs(8, within: 1, seed: 1, name: "p")
    }
    #expect(throws: SamplingProblem.tooFewBetween(asked: 1, available: 0)) {
      try PairSampler(members: [["a", "b"]]).pairs(1, within: 0, seed: 1, name: "p")
    }
    #expect(throws: SamplingProblem.nothingAsked) { try sampler.pairs(0, within: 1, seed: 1, name: "p") }
    #expect(throws: SamplingProblem.tooFewWithin(asked: 1, available: 0)) {
      try PairSampler(members: []).pairs(1, within: 1, seed: 1, name: "p")
    }
  }
}
