import ContentCoding
import Foundation
import Testing

@testable import ModelCoders

@Suite("Zero-shot: learned cut-offs")
struct LearnedCutoffsTests {
  static let view = Variable(
    name: "view", type: .category,
    categories: [
      Category(name: "sea", phrases: ["sea"]), Category(name: "hill", phrases: ["hill"]),
      Category(name: "none"),
    ])
  static let wet = Variable(
    name: "wet", type: .boolean, phrases: ["true": ["sea"], "false": ["hill"]])
  static let things = Variable(
    name: "things", type: .tags,
    categories: [Category(name: "water", phrases: ["sea"]), Category(name: "rock", phrases: ["hill"])])
  let parameters = ZeroShotParameters.given {
    $0.margin = .learned
    $0.none = "none"
    $0.threshold = .learned
  }
  let folds = Folds(count: 3, assignment: ["a": 0, "b": 1, "c": 2, "d": 0, "e": 1, "f": 2])
  let values: [String: [String: CodedValue]] = [
    "a": ["view": .category("sea"), "wet": .boolean(true), "things": .tags(["water"])],
    "b": ["view": .category("hill"), "wet": .boolean(false), "things": .tags(["rock"])],
    "c": ["view": .category("sea"), "wet": .boolean(false), "things": .tags([])],
    "d": ["view": .category("none"), "wet": .boolean(false), "things": .tags([])],
    "e": ["view": .category("none"), "wet": .boolean(false)],
    "f": ["view": .category("none")],
  ]
  let study: PhraseStudy

  init() {
    var study = PhraseStudy(phrases: ["sea": [1, 0], "hill": [0, 1], "a photo": [0.7, 0.7]])
    study.add("a", [0.8, 0.6])
    study.add("b", [0.6, 0.8])
    study.add("c", [12, 5])
    study.add("d", [1, 1])
    study.add("e", [21, 20])
    study.add("f", [20, 21])
    study.add("new", [0.8, 0.6])
    self.study = study
  }

  @Test func theMarginSeparatesNoneFromTheOthers() async throws {
    let learned = try await study.learned([Self.view], parameters, values: values, folds: folds)
    // d 0, e and f 1/29 are none; a and b .2, c 7/13 are not.
    let margin = try #require(learned.margins["view"])
    #expect(isNear(margin.whole, (1.0 / 29 + 0.2) / 2))
    #expect(margin.examples == 6)
    #expect(margin.heldOut.count == 3)
    let codings = try await study.codings([Self.view], parameters, cutoffs: learned)
    for id in folds.assignment.keys {
      #expect(codings[id, "view"]?.value == values[id]?["view"])
      #expect(codings.first { $0.postID == id }?.fold == folds[id])
    }
    #expect(codings["new", "view"]?.value == .category("sea"))
    #expect(codings.first { $0.postID == "new" }?.fold == nil)
  }

  @Test func noFoldTakesPartInItsOwnAnswer() async throws {
    let before = try await study.learned([Self.view, Self.wet], parameters, values: values, folds: folds)
    var changed = values
    for id in ["a", "d"] {
      changed[id] = ["view": .category(id == "a" ? "none" : "sea"), "wet": .boolean(id == "d")]
    }
    let after = try await study.learned([Self.view, Self.wet], parameters, values: changed, folds: folds)
    #expect(after.margins["view"]?.heldOut[0] == before.margins["view"]?.heldOut[0])
    #expect(after.thresholds["wet"]?.heldOut[0] == before.thresholds["wet"]?.heldOut[0])
    #expect(after.margins["view"]?.heldOut[1] != before.margins["view"]?.heldOut[1])
  }

  @Test func goldPostsAreAnsweredByTheCutoffOfTheirFold() async throws {
    let given = LearnedCutoffs(
      margins: ["view": .init(whole: 0, heldOut: [0, 2, 0], examples: 6)], thresholds: [:], folds: folds)
    let codings = try await study.codings([Self.view], parameters, cutoffs: given)
    for id in ["b", "e"] { #expect(codings[id, "view"]?.value == .category("none")) }
    for id in ["a", "c", "f", "new"] { #expect(codings[id, "view"]?.value != .category("none")) }
  }

  @Test func thresholdsOfBooleansAndTags() async throws {
    let learned = try await study.learned(
      [Self.wet, Self.things], parameters, values: values, folds: folds)
    // a is true, at 1 / (1 + exp(-2)) = .8808; c is not, and lies above it. Refusing all makes 4 of 5 right, and so does
    // accepting a and c; that is nearer to .5. Next below a is e at 1 / (1 + exp(-10 / 29)) = .5854.
    let wet = try #require(learned.thresholds["wet"])
    #expect(wet.examples == 5)
    #expect(isNear(wet.whole, (0.8807971 + 0.5853627) / 2))
    let tags = try #require(learned.thresholds["things"])
    #expect(tags.examples == 4)
    let codings = try await study.codings([Self.things], parameters, cutoffs: learned)
    #expect(codings["new", "things"]?.scores.count == 2)
    let scores = try #require(codings["new", "things"]?.scores)
    let expected = Set(scores.filter { $0.value >= tags.whole }.map(\.key))
    #expect(codings["new", "things"]?.value == .tags(expected))
  }

  @Test func theOrderOfPostsDoesNotMatterAndItIsKept() async throws {
    let all = [Self.view, Self.wet, Self.things]
    let learned = try await study.learned(all, parameters, values: values, folds: folds)
    let reversed = try await ZeroShot.learn(
      from: study.posts.reversed(), values: values, folds: folds, variables: all, parameters: parameters,
      extractor: GivenFeatures.extractor, textExtractor: GivenFeatures.extractor,
      scoring: .softmax(scale: 10), features: study.features)
    #expect(learned == reversed)
    let data = try JSONEncoder().encode(learned)
    #expect(try JSONDecoder().decode(LearnedCutoffs.self, from: data) == learned)
  }

  @Test func withoutGoldTheUsualCutoffsStay() async throws {
    let learned = try await study.learned(
      [Self.view, Self.wet], parameters, values: [:], folds: Folds(count: 2, assignment: [:]))
    #expect(learned.margins["view"] == .init(whole: 0, heldOut: [0, 0], examples: 0))
    #expect(learned.thresholds["wet"] == .init(whole: 0.5, heldOut: [0.5, 0.5], examples: 0))
    #expect(
      learned.summary == [
        "view: no gold post to learn the margin from, so it is 0.0",
        "wet: no gold post to learn the threshold from, so it is 0.5",
      ])
  }

  @Test func whatWasNotLearnedIsAbstainedFrom() async throws {
    let codings = try await study.codings([Self.view, Self.wet], parameters)
    for variable in ["view", "wet"] {
      #expect(codings["new", variable]?.reason?.message == "clip has not learned \(variable)")
    }
    let half = ZeroShotParameters.given {
      $0.threshold = .learned
      $0.none = "none"
    }
    #expect(try await study.codings([Self.view, Self.wet], half)["new", "view"]?.status == .coded)
  }
}
