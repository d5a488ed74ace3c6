import ContentCoding
import Foundation
import Learning
import Testing

@testable import ModelCoders

struct PerFoldTests {
  private struct Refusal: Error {}

  @Test func everyFoldIsLeftOutOnceAndNoneOnce() async throws {
    let alone = PerFold(folds: 3) { $0 }
    let together = try await PerFold(folds: 3, on: Workers(count: 4)) { $0 }
    for found in [alone, together] {
      #expect(found.whole == nil && found.heldOut == [0, 1, 2])
      #expect(found[1] == 1)
      // A post that is not gold, and a fold that nothing was left out for, get what learned from all.
      #expect(found[nil] == .some(nil) && found[7] == .some(nil))
    }
    #expect(alone.map { learned, fold in learned == fold }.heldOut == [true, true, true])
  }

  @Test func anErrorEndsIt() async {
    await #expect(throws: Refusal.self) {
      _ = try await PerFold(folds: 5, on: Workers(count: 2)) { fold in
        if fold == 3 { throw Refusal() }
        return fold ?? -1
      }
    }
  }

  @Test func eachPostIsAnsweredByWhatDidNotLearnFromIt() {
    let learned = PerFold(whole: "whole", heldOut: ["without 0", "without 1"])
    let obstacle = Answer.abstained(Reason(.noPicture, "the post has no picture"))
    var asked: [String: [Int]] = [:]
    let answers = learned.answers(
      folds: [1, nil, 0, 1, 0], obstacles: [nil, nil, nil, obstacle, nil]
    ) { who, positions in
      asked[who] = positions
      return positions.map { _ in .coded(.category(who)) }
    }
    #expect(
      answers.map { $0.value?.text } == ["without 1", "whole", "without 0", nil, "without 0"])
    #expect(answers[3] == obstacle)
    #expect(asked == ["without 1": [0], "whole": [1], "without 0": [2, 4]])
  }

  /// Studies keep heads in this form; another one would make every coder code anew.
  @Test func theKeptFormStays() throws {
    let model = try TrainedHead.train(
      Matrix(rows: [[1, 0], [0, 1], [1, 0.1], [0.1, 1]]), target: .classes([0, 1, 0, 1], count: 2),
      parameters: HeadParameters(kind: .prototypes))
    let head = LabelledHead(labels: ["a", "b"], model: model)
    let learned = LearnedVariable(
      variable: VariableShape(PracticeStudy.kind), examples: 4, neverPredicted: ["c": 1],
      heads: .trained(whole: head, heldOut: [head]))
    let json = try #require(
      JSONSerialization.jsonObject(with: JSONEncoder().encode(learned)) as? [String: Any])
    #expect(Set(json.keys) == ["variable", "examples", "neverPredicted", "heads"])
    let heads = try #require((json["heads"] as? [String: Any])?["trained"] as? [String: Any])
    #expect(Set(heads.keys) == ["whole", "heldOut"])
    let whole = try #require(heads["whole"] as? [String: Any])
    #expect(Set(whole.keys) == ["labels", "head"])
    let body = try #require((whole["head"] as? [String: Any])?["body"] as? [String: Any])
    #expect(Set(try #require(body["prototypes"] as? [String: Any]).keys) == ["_0"])

    let none = LearnedVariable<TrainedHead>(
      variable: VariableShape(PracticeStudy.kind), examples: 0, neverPredicted: [:], heads: .none("too few"))
    #expect(
      String(decoding: try JSONEncoder().encode(none.heads), as: UTF8.self) == #"{"none":{"_0":"too few"}}"#)
  }
}
