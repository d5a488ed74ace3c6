import ContentCoding
import Foundation
import Testing

@testable import ModelCoders

struct LabelBalanceTests {
  private static let view = Variable(
    name: "view", type: .category,
    categories: [Category(name: "wide", phrases: ["east"]), Category(name: "close", phrases: ["north"])])
  private static let angles = [10.0, 20, 30, 40]
  private static let ofWide = angles.map { cos($0 * .pi / 180) }
  private static let ofClose = angles.map { sin($0 * .pi / 180) }
  private static let balanced = ZeroShotParameters(encoder: "given", balances: true)

  /// Posts that all lie nearer to `wide`: at these angles from it, and `close` at a right angle to it.
  private static let study: PhraseStudy = {
    var study = PhraseStudy(phrases: ["east": [1, 0], "north": [0, 1], "a photo": [1, 1]])
    for angle in angles {
      study.add("p\(Int(angle))", [Float(cos(angle * .pi / 180)), Float(sin(angle * .pi / 180))])
    }
    return study
  }()

  /// The mean and the standard deviation of a population, in two passes.
  private static func moments(of numbers: [Double]) -> (mean: Double, deviation: Double) {
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    let squares = numbers.map { ($0 - mean) * ($0 - mean) }
    return (mean, (squares.reduce(0, +) / Double(numbers.count)).squareRoot())
  }

  private static func measurement(_ variables: [Variable]) -> BalanceMeasurement {
    BalanceMeasurement(
      variables: variables, parameters: balanced, extractor: GivenFeatures.extractor,
      textExtractor: GivenFeatures.extractor, scoring: .softmax(scale: 10))
  }

  @Test func cosinesAreMeasuredOverTheCorpus() async throws {
    var measurement = Self.measurement([Self.view])
    try await measurement.add(Array(Self.study.posts.prefix(1)), from: Self.study.features)
    try await measurement.add(Array(Self.study.posts.dropFirst()), from: Self.study.features)
    let balance = try #require(try measurement.balances()["view"])
    #expect(measurement.posts == 4)
    for (label, cosines) in [Self.ofWide, Self.ofClose].enumerated() {
      let (mean, deviation) = Self.moments(of: cosines)
      #expect(isNear(balance.means[label], mean, 1e-7) && isNear(balance.deviations[label], deviation, 1e-7))
    }
  }

  @Test func aCategoryThatLiesNearToAllIsNotAnsweredForAll() async throws {
    let (study, variables) = (Self.study, [Self.view])
    let plain = try await study.codings(variables)
    #expect(study.posts.allSatisfy { plain[$0.id, "view"]?.value == .category("wide") })

    var measurement = Self.measurement(variables)
    try await measurement.add(study.posts, from: study.features)
    let known = LearnedCutoffs(balances: try measurement.balances())
    let answers = try await study.codings(variables, Self.balanced, cutoffs: known)
    #expect(
      study.posts.map { answers[$0.id, "view"]?.value }
        == ["wide", "wide", "close", "close"].map(CodedValue.category))
    // The scores are a softmax over deviations.
    func power(_ cosines: [Double]) -> Double {
      let (mean, deviation) = Self.moments(of: cosines)
      return exp((cosines[0] - mean) / deviation)
    }
    let (one, other) = (power(Self.ofWide), power(Self.ofClose))
    #expect(isNear(answers["p10", "view"]?.scores["wide"], one / (one + other)))

    let kept = try JSONDecoder().decode(LearnedCutoffs.self, from: JSONEncoder().encode(known))
    #expect(kept == known)
  }

  @Test func aMarginIsLearnedInDeviations() async throws {
    var variable = Self.view
    variable.categories.append(Category(name: "Neither"))
    let parameters = ZeroShotParameters(encoder: "given", margin: .learned, none: "Neither", balances: true)
    var measurement = Self.measurement([Self.view])
    try await measurement.add(Self.study.posts, from: Self.study.features)
    let learned = try await ZeroShot.learn(
      from: Self.study.posts,
      values: Dictionary(
        uniqueKeysWithValues: zip(Self.study.posts, ["wide", "Neither", "Neither", "close"]).map {
          ($0.id, ["view": .category($1)])
        }),
      folds: Folds(
        count: 2,
        assignment: Dictionary(uniqueKeysWithValues: Self.study.posts.enumerated().map { ($1.id, $0 % 2) })),
      variables: [variable], parameters: parameters, extractor: GivenFeatures.extractor,
      textExtractor: GivenFeatures.extractor, scoring: .softmax(scale: 10),
      balances: try measurement.balances(),
      features: Self.study.features)
    let margin = try #require(learned.margins["view"]?.whole)
    // The posts between are within one deviation of both; cosines differ by less than 1 throughout.
    #expect(margin > 0.5 && margin < 2.5, "\(margin)")
    let answers = try await Self.study.coder(
      [variable], parameters,
      cutoffs: LearnedCutoffs(
        margins: learned.margins, thresholds: [:], folds: Folds(count: 2, assignment: [:]),
        balances: try measurement.balances())
    ).code(Self.study.posts, with: Self.study.features)
    #expect(
      answers.map(\.answer.value) == ["wide", "Neither", "Neither", "close"].map(CodedValue.category))
  }

  /// One label that is the same for all is centred, and does not divide by nothing.
  @Test func whatDoesNotDifferIsOnlyCentred() {
    var meter = LabelBalance.Meter(labels: 2)
    for cosine in [0.1, 0.3] { meter.add([0.5, cosine]) }
    let evidence = LabelEvidence(
      scores: [0.5, 0.5], strengths: [0.5, 0.5], cosines: [0.5, 0.3], highest: [0.5, 0.3], best: [0, 0])
    let applied = meter.balance?.applied(to: evidence)
    #expect(isNear(applied?.cosines[0], 0) && isNear(applied?.cosines[1], 1))
  }

  @Test func fewerPostsThanCategoriesAreTooFew() async throws {
    var measurement = Self.measurement([Self.view])
    try await measurement.add(Array(Self.study.posts.prefix(1)), from: Self.study.features)
    let found = measurement
    let error = #expect(throws: ZeroShotProblem.self) { try found.balances() }
    #expect(error?.description.contains("1 posts that can be compared are fewer than the categories") == true)
  }
}
