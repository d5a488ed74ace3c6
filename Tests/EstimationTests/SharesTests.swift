import Estimation
import Reliability
import Testing

@Suite("Honest shares")
struct SharesTests {
  struct Golden: Decodable {
    struct Mean: Decodable {
      let truth, predicted, unlabelled: [Double]
      let tuning, mean, error: Double
      let isGiven: Bool
    }
    struct OfCategory: Decodable {
      let powered, poweredError, designed, designedError, confusion: Double
    }
    struct Shares: Decodable {
      let categories: Int
      let answers: [Int32]
      let weights: [Double]?
      let sampled: [[Double]]
      let estimates: [OfCategory]
    }
    let means: [Mean]
    let shares: [Shares]
  }

  private static let quick = Bootstrap(draws: 60, seed: 2)

  private func estimate(_ method: ShareMethod, of found: [ShareEstimate]) throws -> ShareEstimate {
    try #require(found.first { $0.method == method })
  }

  @Test func meansEqualTheReference() throws {
    let fixture = try Fixture<Golden>.named("shares")
    for golden in fixture.cases[0].means {
      let found = try #require(
        PredictionPoweredMean(
          truth: golden.truth, predicted: golden.predicted, unlabelled: golden.unlabelled,
          tuning: golden.isGiven ? golden.tuning : nil))
      #expect(near(found.tuning, golden.tuning, fixture.tolerance))
      #expect(near(found.mean, golden.mean, fixture.tolerance))
      #expect(near(found.standardError, golden.error, fixture.tolerance))
    }
  }

  @Test func sharesEqualASecondImplementation() throws {
    let fixture = try Fixture<Golden>.named("shares")
    for golden in fixture.cases[0].shares {
      let codings = try CorpusCodings(
        categoryCount: golden.categories, answers: golden.answers,
        sampled: golden.sampled.map {
          CorpusCodings.Sampled(
            place: Int($0[0]), truth: Int($0[1]), probability: $0[2], stratum: Int($0[3]))
        }, weights: golden.weights)
      for (category, golden) in golden.estimates.enumerated() {
        let found = codings.shares(of: category, bootstrap: Self.quick)
        let powered = try estimate(.predictionPowered, of: found)
        #expect(near(powered.share.value, golden.powered, fixture.tolerance))
        #expect(near(powered.standardError.value, golden.poweredError, fixture.tolerance))
        let designed = try estimate(.designBased, of: found)
        #expect(near(designed.share.value, golden.designed, fixture.tolerance))
        #expect(near(designed.standardError.value, golden.designedError, fixture.tolerance))
        #expect(near(try estimate(.confusion, of: found).share.value, golden.confusion, fixture.tolerance))
      }
    }
  }

  /// Rogan and Gladen's formula for a boolean, by hand: q = .5, sensitivity .8, specificity .9 give (q + sp - 1) / (se + sp - 1) = .4 / .7.
  @Test func twoCategoriesAreRoganAndGladen() throws {
    let answers = [Int32](repeating: 1, count: 50) + [Int32](repeating: 0, count: 50)
    // Sampled: 10 true ones, 8 of them answered 1; 10 false ones, 9 of them answered 0.
    var sampled: [CorpusCodings.Sampled] = []
    for place in 0..<8 { sampled.append(.init(place: place, truth: 1, probability: 0.2)) }
    for place in 50..<52 { sampled.append(.init(place: place, truth: 1, probability: 0.2)) }
    sampled.append(.init(place: 8, truth: 0, probability: 0.2))
    for place in 52..<61 { sampled.append(.init(place: place, truth: 0, probability: 0.2)) }
    let codings = try CorpusCodings(categoryCount: 2, answers: answers, sampled: sampled)
    let found = try estimate(.confusion, of: codings.shares(of: 1, bootstrap: Self.quick))
    #expect(near(found.share.value, 0.4 / 0.7, 1e-12))
    #expect(found.interval.value?.contains(0.4 / 0.7) == true)
  }

  @Test func aPerfectCoderNeedsNoCorrection() throws {
    let answers = (0..<200).map { Int32($0 % 4 == 0 ? 1 : 0) }
    let sampled = stride(from: 0, to: 200, by: 5).map {
      CorpusCodings.Sampled(place: $0, truth: Int(answers[$0]), probability: 0.2)
    }
    let codings = try CorpusCodings(categoryCount: 2, answers: answers, sampled: sampled)
    for found in codings.shares(of: 1, bootstrap: Self.quick)
    where found.method != .human && found.method != .predictionPowered {
      #expect(near(found.share.value, 0.25, 1e-12), "\(found.method)")
    }
  }

  @Test func aCoderThatTellsNothingApartHasNoInverse() throws {
    let answers = [Int32](repeating: 0, count: 100)
    let sampled = (0..<20).map { CorpusCodings.Sampled(place: $0, truth: $0 % 2, probability: 0.2) }
    let codings = try CorpusCodings(categoryCount: 2, answers: answers, sampled: sampled)
    let found = try estimate(.confusion, of: codings.shares(of: 1, bootstrap: Self.quick))
    #expect(found.share == .undefined(.singularConfusion))
    #expect(try estimate(.human, of: codings.shares(of: 1, bootstrap: Self.quick)).share == .defined(0.5))
  }

  @Test func partsWithFewSampledPostsSayWhy() throws {
    let answers = [Int32](repeating: 0, count: 20)
    let codings = try CorpusCodings(
      categoryCount: 2, answers: answers, sampled: [.init(place: 0, truth: 0, probability: 1)])
    for found in codings.shares(of: 0, bootstrap: Self.quick).dropFirst() {
      #expect(found.share == .undefined(.tooFewUnits))
    }
    let part = (0..<20).map { $0 > 10 }
    for found in codings.shares(of: 0, in: part, bootstrap: Self.quick).dropFirst() {
      #expect(found.interval == .undefined(.noObservations))
    }
  }

  @Test func badInputIsRefused() {
    #expect(throws: EstimationError.badProbability(0)) {
      try CorpusCodings(categoryCount: 1, answers: [0], sampled: [.init(place: 0, truth: 0, probability: 0)])
    }
    #expect(throws: EstimationError.self) {
      try CorpusCodings(categoryCount: 1, answers: [0], sampled: [.init(place: 1, truth: 0, probability: 1)])
    }
    #expect(throws: EstimationError.self) {
      try CorpusCodings(categoryCount: 1, answers: [1], sampled: [])
    }
    #expect(throws: EstimationError.badWeight(-1)) {
      try CorpusCodings(categoryCount: 1, answers: [0], sampled: [], weights: [-1])
    }
  }
}
