import CoderConformance
import ContentCoding
import Testing

@testable import ModelCoders

@Suite("Classifier: conformance")
struct ClassifierConformanceTests {
  /// The practice study's vectors, read as the logits of 12 labels.
  static let labels = ["sea", "hill", "town", "people", "boat", "tree", "car", "g", "h", "i", "j", "k"]

  static let kind: Variable = {
    var kind = PracticeStudy.kind
    kind.categories.append(Category(name: "neither"))
    return kind
  }()

  private func coder(
    _ variable: Variable, _ labels: [String: [String]], _ rule: CombineRule, multiLabel: Bool, none: String?
  ) throws -> Classifier {
    let names = Dictionary(uniqueKeysWithValues: Self.labels.enumerated().map { ("\($0)", $1) })
    return try Classifier(
      name: "labels", variable: variable,
      parameters: ClassifierParameters(model: "vit", labels: labels, combine: rule, minimum: 0.6, none: none),
      extractor: GivenFeatures.extractor,
      labels: ClassifierLabels(
        id2label: names, problemType: multiLabel ? "multi_label_classification" : nil))
  }

  @Test(arguments: [false, true])
  func everyVariableUnderEveryRule(multiLabel: Bool) async throws {
    let study = try await PracticeStudy()
    let cases: [(Variable, [String: [String]])] = [
      (Self.kind, ["sea": ["sea", "boat"], "hill": ["hill"], "town": ["town"]]),
      (PracticeStudy.people, ["true": ["people"], "false": ["j", "k"]]),
      (PracticeStudy.people, ["true": ["people"]]), (PracticeStudy.people, ["false": ["k"]]),
      (PracticeStudy.things, ["boat": ["boat"], "tree": ["tree"], "car": ["car"]]),
      (PracticeStudy.score, [:]),
    ]
    var statuses: Set<Answer.Status> = []
    for (variable, labels) in cases {
      for rule in [CombineRule.mean, .max, .mode, .any, .atLeast(2)] {
        let fitsFlagsOnly = if case .atLeast = rule { true } else { rule == .any }
        // As in codeframe.yaml, `any` and `at-least` fit booleans and tags only.
        if fitsFlagsOnly, ![.boolean, .tags].contains(variable.type) { continue }
        for none in variable.name == "kind" ? [nil, "neither"] : [nil] {
          let coder = try coder(variable, labels, rule, multiLabel: multiLabel, none: none)
          let violations = try await CoderConformance(coder, posts: study.posts, features: study.features)
            .violations()
          #expect(violations.isEmpty, "\(variable.name) \(rule.text): \(violations)")
          for coding in try await coder.code(study.posts, with: study.features) {
            statuses.insert(coding.answer.status)
            #expect(coding.fold == nil)
            guard variable.name == "kind", !multiLabel, coding.answer.status == .coded else { continue }
            #expect(isNear(coding.answer.scores.values.reduce(0, +), 1))
            #expect(isNear(coding.answer.confidence, coding.answer.scores[coding.answer.value?.text ?? ""]))
          }
        }
      }
    }
    #expect(statuses == [.coded, .abstained, .failed])
  }
}
