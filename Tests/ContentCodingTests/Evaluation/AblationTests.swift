import Reliability
import Testing

@testable import ContentCoding

@Suite("Ablation")
struct AblationTests {
  private let place = Variable(
    name: "place", type: .category, categories: ["sea", "hill"].map { Category(name: $0) })
  private let frame = EvaluationFrame(bootstrap: Bootstrap(draws: 400, seed: 3))

  private func codings(_ values: [CodedValue?]) -> VariableCodings {
    VariableCodings(
      coder: CoderIdentity(name: "c", kind: .fusion),
      codings: values.enumerated().map { index, value in
        Coding(
          postID: "p\(index / 10)\(index % 10)", variable: "v",
          answer: value.map { .coded($0) } ?? .abstained(Reason(.noText, "the post has no caption")))
      })
  }

  /// 20 posts: all parts answer 18 right, the picture 12; the caption answers 10 of them, all right.
  @Test func countsAndGains() throws {
    let truth = (0..<20).map { CodedValue.category($0 % 2 == 0 ? "sea" : "hill") }
    func wrong(_ value: CodedValue) -> CodedValue {
      value == .category("sea") ? .category("hill") : .category("sea")
    }
    let whole = truth.indices.map { $0 < 18 ? truth[$0] : wrong(truth[$0]) }
    let picture = truth.indices.map { $0 < 12 ? truth[$0] : wrong(truth[$0]) }
    let caption = truth.indices.map { $0 < 10 ? truth[$0] : nil }
    let found = try VariableAblation(
      place, gold: codings(truth),
      variants: [
        (["picture", "caption"], codings(whole)), (["picture"], codings(picture)),
        (["caption"], codings(caption)),
      ], frame: frame)
    #expect(found.measure == .accuracy)
    #expect(found.rows.map(\.answered) == [20, 20, 10])
    #expect(found.rows.map(\.unanswered) == [0, 0, 10])
    #expect(found.rows.map(\.shared) == [20, 20, 10])
    #expect(found.rows.map { $0.figure.estimate.value } == [0.9, 0.6, 1])
    #expect(found.rows[0].gain == nil)
    let gain = try #require(found.rows[1].gain)
    #expect(abs((gain.estimate.value ?? 0) - 0.3) < 1e-12)
    // The draws are paired: 6 posts of 20 are gained and none lost, so no draw is below 0.
    let interval = try #require(gain.interval.value)
    #expect(interval.lower >= 0.05 && interval.upper <= 0.55)
    #expect(found.rows[2].gain?.estimate.value == 0)
  }

  @Test func tagsAndNumbers() throws {
    let things = Variable(
      name: "things", type: .tags, categories: ["boat", "tree"].map { Category(name: $0) })
    let tags = try VariableAblation(
      things, gold: codings([.tags(["boat"]), .tags([])]),
      variants: [(["a", "b"], codings([.tags(["boat"]), .tags(["tree"])]))], frame: frame)
    #expect(tags.measure == .exactMatch && tags.rows[0].figure.estimate.value == 0.5)

    let likes = Variable(name: "likes", type: .number)
    let truth = codings([.number(1), .number(5), .number(9)])
    let numbers = try VariableAblation(
      likes, gold: truth,
      variants: [
        (["a", "b"], codings([.number(2), .number(5), .number(9)])),
        (["a"], codings([.number(4), .number(2), nil])),
      ], frame: frame)
    #expect(numbers.measure == .meanAbsoluteError)
    #expect(abs((numbers.rows[0].figure.estimate.value ?? 0) - 1.0 / 3) < 1e-12)
    #expect(numbers.rows[1].figure.estimate.value == 3)
    #expect(numbers.rows[1].gain?.estimate.value == -2.5)
  }

  /// What nobody answered has no figure, and says why.
  @Test func nothingAnswered() throws {
    let found = try VariableAblation(
      place, gold: codings([.category("sea")]),
      variants: [(["a", "b"], codings([nil])), (["a"], codings([nil]))], frame: frame)
    #expect(found.rows.map(\.answered) == [0, 0])
    #expect(found.rows[0].figure.estimate.reason == .noObservations)
    #expect(found.rows[1].gain?.estimate.value == nil)
  }

  /// Posts of one account are drawn together: one account is nothing to draw from.
  @Test func groupsStayTogether() throws {
    let truth = (0..<4).map { CodedValue.category($0 % 2 == 0 ? "sea" : "hill") }
    var grouped = frame
    grouped.groups = ["p00": "x", "p01": "x", "p02": "x", "p03": "x"]
    let found = try VariableAblation(
      place, gold: codings(truth), variants: [(["a", "b"], codings(truth))], frame: grouped)
    #expect(found.rows[0].figure.interval.reason == .tooFewUnits)
  }
}
