import ContentCoding
import Foundation
import Reliability
import Testing

struct EvaluationTests {
  private let codebook = Codebook(variables: [
    Variable(name: "flag", type: .boolean),
    Variable(name: "genre", type: .category, categories: [Category(name: "a"), Category(name: "b")]),
    Variable(name: "tags", type: .tags, categories: [Category(name: "x")]),
    Variable(name: "likes", type: .number, level: .ratio),
  ])

  private func evaluation(_ codings: [String: [VariableCodings]], gold: String = "gold") throws -> Evaluation
  {
    try Evaluation(
      gold: gold, codings: codings, codebook: codebook, frame: .quick, basis: "on the gold sample only")
  }

  private let gold = VariableCodings("gold", [.category("a"), .category("b"), .category("b")], kind: .person)
  private let anna = VariableCodings(
    "anna", [.category("a"), .category("b"), nil, .category("a")], kind: .person)
  private let probe = VariableCodings(
    "probe",
    ["a", "a", "b", "b"].map { .coded(.category($0), scores: ["a": 0.9, "b": 0.1], confidence: 0.9) },
    kind: .probe, fold: 1)

  @Test func everyCoderAgainstGoldAndEveryPairWithoutIt() throws {
    let evaluation = try evaluation(["genre": [anna, gold, probe]])
    #expect(evaluation.variables.map(\.variable) == ["flag", "genre", "tags", "likes"])
    let genre = evaluation.variables[1]
    #expect(genre.validity.map(\.coder.name) == ["anna", "probe"])
    #expect(genre.validity.allSatisfy { $0.reference.name == "gold" })
    #expect(genre.agreement.map(\.reference.name) == ["anna"])
    #expect(genre.agreement.map(\.coder.name) == ["probe"])
    #expect(genre.agreement[0].counts.compared == 3)
    #expect(genre.validity[1].counts.outOfFold == 3)
  }

  @Test func anEnsembleHasValidityAndNoAgreementWithWhatItIsMadeOf() throws {
    let all = VariableCodings("all", [.category("a"), .category("b"), .category("a")], kind: .ensemble)
    let genre = try evaluation(["genre": [all, anna, gold, probe]]).variables[1]
    #expect(genre.validity.map(\.coder.name) == ["all", "anna", "probe"])
    #expect(genre.agreement.map { [$0.reference.name, $0.coder.name] } == [["anna", "probe"]])
  }

  @Test func whatAnswersHaveCostStandsBesideThem() throws {
    var answers = ["a", "b", "b"].map { Answer.coded(.category($0)) }
    answers[0].cost = 0.002
    answers[1].cost = 0.004
    let paid = VariableCodings("paid", answers, kind: .prompted)
    var voted = Answer.coded(.category("a"))
    voted.details[Answer.membersCost] = "0.006"
    let all = VariableCodings("all", [voted, .coded(.category("b"))], kind: .ensemble)
    let genre = try evaluation(["genre": [all, gold, paid, probe]]).variables[1]
    let costs = genre.validity.map(\.costPerThousand)
    #expect(costs.count == 3)
    #expect(abs((costs[0] ?? 0) - 6) < 1e-9)
    #expect(abs((costs[1] ?? 0) - 3) < 1e-9)
    #expect(costs[2] == nil)
  }

  @Test func aVariableThatGoldNeverCodedHasAgreementOnly() throws {
    let genre = try evaluation(["genre": [anna, probe]]).variables[1]
    #expect(genre.validity.isEmpty)
    #expect(genre.agreement.count == 1)
    #expect(genre.flags == [])
  }

  @Test func aVariableWithoutCodingsIsListedEmpty() throws {
    let evaluation = try evaluation(["unknown": [gold, probe]])
    #expect(evaluation.variables.count == 4)
    #expect(evaluation.variables.allSatisfy { $0.validity.isEmpty && $0.agreement.isEmpty })
  }

  @Test func anyCoderCanBeGold() throws {
    let genre = try evaluation(["genre": [gold, anna, probe]], gold: "anna").variables[1]
    #expect(genre.validity.map(\.coder.name) == ["gold", "probe"])
    #expect(genre.agreement.map { [$0.reference.name, $0.coder.name] } == [["gold", "probe"]])
  }

  @Test func aCoderWithoutCodingsIsLeftOut() throws {
    let genre = try evaluation(["genre": [gold, VariableCodings("new", []), probe]]).variables[1]
    #expect(genre.validity.map(\.coder.name) == ["probe"])
    #expect(genre.agreement.isEmpty)
  }

  @Test func jsonHasStableKeysAndNoNumberThatIsNone() throws {
    let tags = VariableCodings("gold", [.tags(), .tags()])
    let likes = VariableCodings("gold", [.number(3), .number(3)])
    let unseen = VariableCodings("m", [.unsure, nil])
    let constant = VariableCodings("gold", [.flag(true), .flag(true)])
    let evaluation = try evaluation([
      "genre": [gold, probe], "flag": [constant, VariableCodings("m", [.flag(true), .flag(true)])],
      "tags": [tags, unseen], "likes": [likes, unseen],
    ])
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // JSONEncoder throws for NaN and infinity.
    let bytes = try encoder.encode(evaluation)
    #expect(try encoder.encode(evaluation) == bytes)
    let root = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    #expect(Set(root.keys) == ["gold", "basis", "variables"])
    let variables = try #require(root["variables"] as? [[String: Any]])
    #expect(
      variables.allSatisfy {
        Set($0.keys) == ["variable", "validity", "agreement", "joint", "unpaired", "flags"]
      })
    let comparisons = try variables.map { try #require(($0["validity"] as? [[String: Any]])?.first) }
    for comparison in comparisons {
      #expect(
        Set(comparison.keys) == [
          "variable", "type", "reference", "coder", "counts", "statistics", "figures", "alpha", "flags",
        ])
      let counts = try #require(comparison["counts"] as? [String: Any])
      #expect(
        Set(counts.keys) == [
          "compared", "reference", "abstained", "failed", "retired", "outOfFold", "coverage",
        ])
    }
    let choice: Set<String> = [
      "confusion", "accuracy", "accuracyInterval", "accuracyWithAbstentionsWrong", "balancedAccuracy",
      "macroF1", "macroF1WithAbstentionsWrong", "weightedF1", "kappa", "categories", "majority",
      "matthewsCorrelation",
    ]
    let figures = try comparisons.map { try #require($0["figures"] as? [String: Any]) }
    #expect(Set(figures[0].keys) == choice)
    #expect(
      Set(figures[1].keys)
        == choice.union(["calibration", "brierScore", "probabilities", "coverageCurve", "conformalSets"]))
    #expect(Set(figures[2].keys) == ["validity", "majority"])
    #expect(
      Set(figures[3].keys) == ["validity", "intervals", "medianBaseline", "reductionFromMedian"])
  }

  @Test func undefinedFiguresSayWhyInJSON() throws {
    let constant = VariableCodings("gold", [.flag(true), .flag(true)])
    let evaluation = try evaluation(["flag": [constant, VariableCodings("m", [.flag(true), .flag(true)])]])
    let bytes = try JSONEncoder().encode(evaluation.variables[0].validity[0])
    let root = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    let figures = try #require(root["figures"] as? [String: Any])
    #expect(figures["accuracy"] as? Double == 1)
    let kappa = try #require((figures["kappa"] as? [String: Any])?["estimate"] as? [String: Any])
    #expect(kappa["value"] is NSNull)
    #expect(kappa["reason"] as? String == "bothConstant")
    #expect((root["counts"] as? [String: Any])?["coverage"] as? Double == 1)
  }
}
