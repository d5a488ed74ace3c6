import Foundation
import Testing

@testable import ModelCoders

@Suite("Classifier labels")
struct ClassifierLabelsTests {
  @Test func labelsAreFoundByAnyOfTheirNames() throws {
    let labels = try ClassifierLabels(id2label: [
      "0": "tabby, tabby cat", "1": "crane", "2": "Alp", "3": "crane", "4": "cat, house cat", "5": "cat",
    ])
    #expect(labels.names[2] == "Alp")
    #expect(labels.positions(of: "tabby, tabby cat") == [0])
    #expect(labels.positions(of: "tabby cat") == [0])
    #expect(labels.positions(of: " Tabby ") == [0])
    #expect(labels.positions(of: "alp") == [2])
    #expect(labels.positions(of: "crane") == [1, 3])
    // A whole label goes before a part of one.
    #expect(labels.positions(of: "cat") == [5])
    #expect(labels.positions(of: "dog").isEmpty && labels.positions(of: "").isEmpty)
  }

  @Test func probabilities() throws {
    let names = ["0": "a", "1": "b"]
    let softmax = try ClassifierLabels(id2label: names)
    #expect(softmax.probabilities(of: [0, 0]) == [0.5, 0.5])
    #expect(softmax.probabilities(of: [1000, -1000]) == [1, 0])
    // e / (1 + e)
    #expect(abs(softmax.probabilities(of: [1, 0])[0] - 0.731_058_578_630_004_9) < 1e-12)
    let sigmoid = try ClassifierLabels(id2label: names, problemType: "multi_label_classification")
    #expect(sigmoid.activation == .sigmoid)
    #expect(abs(sigmoid.probabilities(of: [1, -1])[1] - 0.268_941_421_369_995_1) < 1e-12)
    #expect(sigmoid.probabilities(of: [1000, -1000]) == [1, 0])
  }

  @Test(
    arguments: [
      ([:], nil), (["1": "a"], nil), (["0": "a", "2": "b"], nil), (["x": "a"], nil),
      (["-1": "a", "0": "b"], nil),
      (["0": "a", "1": "b"], "regression"),
    ] as [([String: String], String?)])
  func whatIsNoListOfLabels(id2label: [String: String], type: String?) {
    #expect(throws: ModelSettingsProblem.self) { try ClassifierLabels(id2label: id2label, problemType: type) }
  }
}
