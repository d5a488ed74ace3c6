import ContentCoding
import Foundation
import Testing

@testable import ModelCoders

/// Logits that are logarithms of probabilities, so that every number can be reckoned by hand.
@Suite("Classifier")
struct ClassifierTests {
  static let labels = ["tabby, tabby cat", "beach", "cliff, drop", "tiger", "sofa"]
  static let scene = Variable(
    name: "scene", type: .category,
    categories: ["animal", "coast", "Other"].map { Category(name: $0) })
  static let mapped = ["animal": ["tabby cat", "tiger"], "coast": ["Beach", "cliff, drop"]]

  /// A coder whose extractor gives logits.
  static func coder(
    _ variable: Variable = scene, _ mapped: [String: [String]] = mapped,
    activation: ClassifierLabels.Activation = .softmax,
    _ change: (inout ClassifierParameters) -> Void = { _ in }
  ) throws -> Classifier {
    var parameters = ClassifierParameters(model: "vit", labels: mapped)
    change(&parameters)
    let names = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ("\($0)", $1) })
    return try Classifier(
      name: "labels", variable: variable, parameters: parameters, extractor: GivenFeatures.extractor,
      labels: ClassifierLabels(
        id2label: names, problemType: activation == .sigmoid ? "multi_label_classification" : nil))
  }

  /// The answer to a post whose pictures have these probabilities.
  private func answer(_ coder: Classifier, _ pictures: [Double]..., sigmoid: Bool = false) async throws
    -> Answer
  {
    var features = GivenFeatures()
    let post = features.post(
      "p",
      pictures.map { picture in
        .vector(picture.map { Float(sigmoid ? log($0 / (1 - $0)) : log($0)) })
      })
    return try #require(try await coder.code([post], with: features).first).answer
  }

  @Test func aCategoryIsTheSumOfItsLabels() async throws {
    let answer = try await answer(try Self.coder(), [0.2, 0.3, 0.05, 0.25, 0.2])
    // animal .45, coast .35, of .8 together.
    #expect(answer.value == .category("animal"))
    #expect(isNear(answer.scores["animal"], 0.5625) && isNear(answer.scores["coast"], 0.4375))
    #expect(answer.confidence == answer.scores["animal"])
    #expect(answer.scores["Other"] == nil)
    #expect(answer.details == ["label": "beach", "probability": "0.3", "second": "coast"])
  }

  @Test func belowTheMinimumNoneIsAnsweredOrNothing() async throws {
    let sofa = [0.1, 0.1, 0.1, 0.1, 0.6]
    let abstained = try await answer(try Self.coder(), sofa)
    #expect(abstained.status == .abstained)
    #expect(
      abstained.reason
        == Reason(
          .undecided,
          "the labels of scene have the probability 0.4 together, and 0.5 is needed; the model's best is sofa"
        ))
    #expect(abstained.details["label"] == "sofa" && abstained.details["probability"] == "0.6")
    let none = try await answer(try Self.coder { $0.none = "Other" }, sofa)
    #expect(none.value == .category("Other"))
    #expect(isNear(none.confidence, 0.6) && isNear(none.scores["Other"], 0.6))
    #expect(isNear(none.scores["animal"], 0.2) && isNear(none.scores.values.reduce(0, +), 1))
    let low = try await answer(try Self.coder { $0.minimum = 0.39 }, sofa)
    #expect(low.value == .category("animal"))
    #expect(isNear(low.confidence, 0.5))
  }

  @Test func labelsThatDoNotExcludeEachOtherCountByTheHighest() async throws {
    let coder = try Self.coder(activation: .sigmoid)
    let answer = try await answer(coder, [0.6, 0.7, 0.65, 0.5, 0.9], sigmoid: true)
    #expect(answer.value == .category("coast"))
    #expect(isNear(answer.scores["coast"], 0.7) && isNear(answer.scores["animal"], 0.6))
    #expect(answer.details["label"] == "sofa")
    let none = try await self.answer(coder, [0.4, 0.4, 0.4, 0.4, 0.9], sigmoid: true)
    #expect(none.status == .abstained)
  }

  @Test func booleansOfBothLabelsOrOne() async throws {
    let variable = Variable(name: "animal", type: .boolean)
    let picture = [0.2, 0.3, 0.05, 0.25, 0.2]
    let both = try Self.coder(variable, ["true": ["tabby", "tiger"], "false": ["beach"]])
    var found = try await answer(both, picture)
    #expect(found.value == .boolean(true))
    #expect(isNear(found.scores["true"], 0.6) && isNear(found.scores["false"], 0.4))
    #expect(try await answer(both, [0.1, 0.1, 0.3, 0.1, 0.4]).status == .abstained)
    let yes = try Self.coder(variable, ["true": ["tabby", "tiger"]])
    found = try await answer(yes, picture)
    #expect(found.value == .boolean(false))
    #expect(isNear(found.scores["true"], 0.45) && isNear(found.confidence, 0.55))
    let lower = try Self.coder(variable, ["true": ["tabby", "tiger"]]) { $0.minimum = 0.44 }
    #expect(try await answer(lower, picture).value == .boolean(true))
    let no = try Self.coder(variable, ["false": ["beach", "tiger"]])
    found = try await answer(no, picture)
    #expect(found.value == .boolean(false))
    #expect(isNear(found.scores["false"], 0.55))
  }

  @Test func tagsEachOnItsOwn() async throws {
    var variable = Self.scene
    variable.type = .tags
    let coder = try Self.coder(variable, ["animal": ["tiger", "tabby"], "coast": ["beach", "tiger"]])
    let found = try await answer(coder, [0.2, 0.1, 0.05, 0.45, 0.2])
    #expect(found.value == .tags(["animal", "coast"]))
    #expect(isNear(found.scores["animal"], 0.65) && isNear(found.scores["coast"], 0.55))
    #expect(isNear(found.confidence, 0.55))
    #expect(try await answer(coder, [0.2, 0.1, 0.3, 0.2, 0.2]).value == .tags([]))
  }

  @Test func severalPictures() async throws {
    let cat = [0.55, 0.2, 0.05, 0.1, 0.1]
    let shore = [0.02, 0.9, 0.02, 0.02, 0.04]
    let sofa = [0.05, 0.05, 0.05, 0.05, 0.8]
    // animal .65 + .04 + .1, coast .25 + .92 + .1, of 2.06 together.
    var found = try await answer(try Self.coder(), cat, shore, sofa)
    #expect(found.value == .category("coast"))
    #expect(isNear(found.confidence, 1.27 / 2.06))
    #expect(found.details["label"] == "beach")
    found = try await answer(try Self.coder { $0.combine = .max }, cat, sofa, sofa)
    #expect(found.value == .category("animal"))
    #expect(isNear(found.confidence, 0.65 / 0.9))
    #expect(found.details["label"] == "sofa")
    let mode = try Self.coder { $0.combine = .mode }
    #expect(try await answer(mode, cat, cat, shore, sofa).value == .category("animal"))
    found = try await answer(mode, cat, sofa, sofa)
    #expect(found.status == .abstained)
    #expect(found.reason?.message.hasPrefix("most pictures show none of the labels") == true)
    let flag = Variable(name: "animal", type: .boolean)
    for (rule, value) in [(CombineRule.any, true), (.atLeast(2), false), (.mode, false), (.max, true)] {
      let coder = try Self.coder(flag, ["true": ["tabby", "tiger"]]) { $0.combine = rule }
      #expect(try await answer(coder, cat, shore, sofa).value == .boolean(value), "\(rule.text)")
    }
    let both = ["true": ["tabby", "tiger"], "false": ["beach", "cliff"]]
    for (rule, value) in [(CombineRule.any, true), (.atLeast(2), false)] {
      let coder = try Self.coder(flag, both) { $0.combine = rule }
      #expect(try await answer(coder, cat, shore, sofa).value == .boolean(value), "\(rule.text)")
    }
  }

  @Test func numbersAreAbstainedFrom() async throws {
    let coder = try Self.coder(Variable(name: "likes", type: .number), [:])
    #expect(try await answer(coder, [0.2, 0.2, 0.2, 0.2, 0.2]).reason?.code == .undecided)
  }

  @Test func logitsOfAnotherNumberOfLabelsAreAFailureOfTheirPost() async throws {
    let found = try await answer(try Self.coder(), [0.5, 0.5])
    #expect(found.status == .failed)
    #expect(found.reason?.code == .invalidFeature)
  }

  private struct Model: Decodable {
    let labels: [String]
    let logits: [[Float]]
    let probabilities: [[Double]]
  }

  @Test(arguments: ["google/vit-tiny", "microsoft/resnet-tiny"])
  func asTransformersClassifies(model: String) async throws {
    let golden = try JSONDecoder().decode(
      Model.self, from: Data(contentsOf: Repository.fixture("models/\(model)/golden.json")))
    var features = GivenFeatures()
    let posts = golden.logits.enumerated().map { features.post("\($0)", [.vector($1)]) }
    let variable = Variable(
      name: "label", type: .tags, categories: golden.labels.indices.map { Category(name: "\($0)") })
    let named = Dictionary(uniqueKeysWithValues: golden.labels.enumerated().map { ("\($0)", [$1]) })
    let coder = try Classifier(
      name: "labels", variable: variable,
      parameters: ClassifierParameters(model: "vit", labels: named), extractor: GivenFeatures.extractor,
      labels: ClassifierLabels(
        id2label: Dictionary(uniqueKeysWithValues: golden.labels.enumerated().map { ("\($0)", $1) })))
    let codings = try await coder.code(posts, with: features)
    #expect(codings.count == golden.probabilities.count)
    for (coding, probabilities) in zip(codings, golden.probabilities) {
      for (index, probability) in probabilities.enumerated() {
        #expect(isNear(coding.answer.scores["\(index)"], probability, 1e-4))
      }
      let best = probabilities.indices.max { probabilities[$0] < probabilities[$1] } ?? 0
      #expect(coding.answer.details["label"] == golden.labels[best])
    }
  }
}
