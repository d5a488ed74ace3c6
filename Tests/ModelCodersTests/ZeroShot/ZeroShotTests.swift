import ContentCoding
import Testing

@testable import ModelCoders

/// Vectors in the plane, so that every number can be reckoned by hand.
@Suite("Zero-shot")
struct ZeroShotTests {
  static let view = Variable(
    name: "view", type: .category,
    categories: [
      Category(name: "wide", phrases: ["left", "right"]), Category(name: "close", phrases: ["near"]),
    ])
  /// The post lies at cosine .8 to both phrases of `wide`, on 1 to their mean, and at .96 to `close`.
  var study: PhraseStudy = {
    var study = PhraseStudy(phrases: [
      "left": [4, 3], "right": [8, -6], "near": [24, 7], "a photo": [0, 2],
    ])
    study.add("p", [3, 0])
    return study
  }()

  @Test func theMeanOfPhrasesIsComparedAndNormalisedAgain() async throws {
    let answer = try #require(try await study.codings([Self.view])["p", "view"])
    #expect(answer.value == .category("wide"))
    // 1 / (1 + exp(-10 (1 - .96)))
    #expect(isNear(answer.scores["wide"], 0.5986877))
    #expect(isNear(answer.scores["close"], 0.4013123))
    #expect(answer.confidence == answer.scores["wide"])
    #expect(
      answer.details == [
        "phrase": "left", "probability": "0.598688", "second": "close", "second_phrase": "near",
        "second_probability": "0.401312", "margin": "0.04",
      ])
  }

  @Test func theBestPhraseIsCompared() async throws {
    let parameters = ZeroShotParameters.given { $0.aggregation = .max }
    let answer = try #require(try await study.codings([Self.view], parameters)["p", "view"])
    #expect(answer.value == .category("close"))
    // 1 / (1 + exp(-10 (.96 - .8)))
    #expect(isNear(answer.confidence, 0.8320184))
    #expect(isNear(answer.scores["wide"], 0.1679816))
    #expect(answer.details["margin"] == "0.16")
  }

  @Test func theBestOfAllPhrasesWinsAlsoAgainstAHigherSum() async throws {
    let parameters = ZeroShotParameters.given { $0.aggregation = .phrases }
    let codings = try await study.codings([Self.view], parameters, scoring: .softmax(scale: 1))
    let answer = try #require(codings["p", "view"])
    // exp(.8), exp(.8), exp(.96), divided by their sum.
    #expect(answer.value == .category("close"))
    #expect(isNear(answer.confidence, 0.3697835))
    #expect(isNear(answer.scores["close"], 0.3697835))
    #expect(isNear(answer.scores["wide"], 0.6302165))
    #expect(answer.details["phrase"] == "near")
    #expect(answer.details["probability"] == "0.369783" || answer.details["probability"] == "0.369784")
    #expect(answer.details["second_probability"] == "0.315108")
  }

  @Test func sigmoidsAreNotNormalised() async throws {
    let codings = try await study.codings([Self.view], scoring: .sigmoid(scale: 10, bias: -10))
    let answer = try #require(codings["p", "view"])
    #expect(answer.value == .category("wide"))
    #expect(isNear(answer.scores["wide"], 0.5))
    #expect(isNear(answer.scores["close"], 0.4013123))
    for aggregation in [PhraseAggregation.max, .phrases] {
      let parameters = ZeroShotParameters.given { $0.aggregation = aggregation }
      let best = try await study.codings([Self.view], parameters, scoring: .sigmoid(scale: 10, bias: -9.6))
      #expect(best["p", "view"]?.value == .category("close"))
      #expect(isNear(best["p", "view"]?.confidence, 0.5))
    }
  }

  @Test func belowTheMarginNoneIsAnsweredOrNothing() async throws {
    var variable = Self.view
    variable.categories.append(Category(name: "Not relevant", phrases: ["near"]))
    for (margin, value) in [(0.039, "wide"), (0.041, "Not relevant")] {
      let parameters = ZeroShotParameters.given {
        $0.margin = .given(margin)
        $0.none = "Not relevant"
      }
      let answer = try #require(try await study.codings([variable], parameters)["p", "view"])
      #expect(answer.value == .category(value))
      // The category that stands for none of the others does not compete, whatever its phrases.
      #expect(answer.scores.keys.sorted() == ["close", "wide"])
      #expect(isNear(answer.confidence, value == "wide" ? 0.5986877 : 0.4013123))
      #expect(answer.details["best"] == (value == "wide" ? nil : "wide"))
    }
    let parameters = ZeroShotParameters.given { $0.margin = .given(0.041) }
    let answer = try #require(try await study.codings([Self.view], parameters)["p", "view"])
    #expect(answer.status == .abstained)
    #expect(answer.reason?.code == .undecided)
    #expect(answer.reason?.message == "the cosine of wide is 0.04 above the next, and 0.041 is needed")
    #expect(answer.details["best"] == "wide")
  }

  @Test func oneCategoryBesideNoneIsComparedWithThePlainPhrase() async throws {
    var variable = Self.view
    variable.categories = [
      Category(name: "close", phrases: ["near"]), Category(name: "none"),
    ]
    let parameters = ZeroShotParameters.given {
      $0.margin = .given(0.5)
      $0.none = "none"
    }
    for scoring in [ZeroShotScoring.softmax(scale: 10), .sigmoid(scale: 10, bias: -5)] {
      let answer = try #require(
        try await study.codings([variable], parameters, scoring: scoring)["p", "view"])
      #expect(answer.value == .category("close"))
      #expect(answer.details["margin"] == "0.96")
    }
  }

  @Test func booleansByTheirOwnPhrases() async throws {
    var variable = Variable(name: "near", type: .boolean, phrases: ["true": ["near"], "false": ["left"]])
    var answer = try #require(try await study.codings([variable])["p", "near"])
    #expect(answer.value == .boolean(true))
    #expect(isNear(answer.confidence, 0.8320184) && isNear(answer.scores["false"], 0.1679816))
    #expect(answer.details["second"] == "false" && answer.details["second_phrase"] == "left")
    let strict = ZeroShotParameters.given { $0.threshold = .given(0.84) }
    answer = try #require(try await study.codings([variable], strict)["p", "near"])
    #expect(answer.value == .boolean(false))
    #expect(isNear(answer.confidence, 0.1679816))
    // SigLIP asks for `true` alone: 1 / (1 + exp(-(9.6 - 10))).
    answer = try #require(
      try await study.codings([variable], scoring: .sigmoid(scale: 10, bias: -10))["p", "near"])
    #expect(answer.value == .boolean(false) && isNear(answer.scores["true"], 0.4013123))
    // Without phrases for `false`: 1 / (1 + exp(-10 (.96 - 0))), against "a photo".
    variable.phrases["false"] = nil
    answer = try #require(try await study.codings([variable])["p", "near"])
    #expect(answer.value == .boolean(true) && isNear(answer.confidence, 0.9999323))
  }

  @Test func tagsEachOnItsOwn() async throws {
    let variable = Variable(
      name: "things", type: .tags,
      categories: [
        Category(name: "wide", phrases: ["left", "right"]), Category(name: "close", phrases: ["near"]),
        Category(name: "far", phrases: ["behind"]),
      ])
    var study = study
    study.features.features["behind"] = .vector([-0.6, 0.8])
    var answer = try #require(try await study.codings([variable])["p", "things"])
    #expect(answer.value == .tags(["wide", "close"]))
    // 1 / (1 + exp(-10 (-.6 - 0)))
    #expect(isNear(answer.scores["far"], 0.0024726))
    #expect(isNear(answer.confidence, 1 - 0.0024726))
    #expect(answer.details["best"] == "wide")
    let strict = ZeroShotParameters.given { $0.threshold = .given(0.45) }
    answer = try #require(
      try await study.codings([variable], strict, scoring: .sigmoid(scale: 10, bias: -10))["p", "things"])
    #expect(answer.value == .tags(["wide"]))
    #expect(isNear(answer.scores["close"], 0.4013123))
    let all = ZeroShotParameters.given { $0.threshold = .given(1) }
    answer = try #require(try await study.codings([variable], all)["p", "things"])
    #expect(answer.value == .tags([]))
  }

  @Test func whatHasNothingToCompareIsAbstainedFrom() async throws {
    let bare = Variable(name: "bare", type: .boolean)
    let number = Variable(name: "likes", type: .number)
    let codings = try await study.codings([bare, number])
    #expect(codings["p", "bare"]?.reason?.code == .undecided)
    #expect(codings["p", "bare"]?.reason?.message.contains("add `phrases: {true: [") == true)
    #expect(codings["p", "likes"]?.reason?.message.contains("likes is a number") == true)
  }

  @Test func textsAreComparedWithTexts() async throws {
    var features = study.features
    features.features["what a view"] = .vector([3, 0])
    features.features["This text is about alps."] = .vector([1, 0])
    features.features["This text is about sea."] = .vector([0, 1])
    let variable = Variable(
      name: "place", type: .category, categories: [Category(name: "Alps"), Category(name: "Sea")])
    let coder = study.coder([variable], ZeroShotParameters.given { $0.uses = [.caption] })
    #expect(coder.unphrased.map(\.label) == ["Alps", "Sea"])
    let codings = try await coder.code(
      [Post(id: "t", text: "what a view"), Post(id: "blank")], with: features)
    #expect(codings["t", "place"]?.value == .category("Alps"))
    #expect(codings["blank", "place"]?.reason?.code == .noText)
  }

  @Test func aZeroVectorIsAFailureOfItsPost() async throws {
    var study = study
    study.add("zero", [0, 0])
    study.add("zero-and-sound", [0, 0], [3, 0])
    for rule in [CombineRule.mean, .max, .mode] {
      let codings = try await study.codings([Self.view], ZeroShotParameters.given { $0.combine = rule })
      #expect(codings["zero", "view"]?.status == .failed)
      #expect(codings["zero", "view"]?.reason?.code == .invalidFeature)
      #expect(codings["zero-and-sound", "view"]?.value == .category("wide"))
    }
  }
}
