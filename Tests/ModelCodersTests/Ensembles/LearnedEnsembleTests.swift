import ContentCoding
import Foundation
import Testing

@testable import ModelCoders

struct LearnedEnsembleTests {
  private let study = CommitteeStudy()

  private func accuracy(_ coder: EnsembleCoder, of variable: Variable) async throws -> Double {
    let codings = try await coder.code(study.goldPosts, with: GivenFeatures())
    let right = study.goldPosts.count { post in
      codings[post.id, variable.name]?.value == study.values[post.id]?[variable.name]
    }
    return Double(right) / Double(study.goldPosts.count)
  }

  @Test func weightsAreAccuraciesOutsideTheFold() throws {
    let learned = try study.learned(EnsembleParameters(members: CommitteeStudy.members, rule: .weighted))
    guard case .weights(let weights)? = learned["kind"] else {
      Issue.record("no weights")
      return
    }
    // 45 of 60; of the 57 that it coded those in even thirds; the towns.
    #expect(weights.whole["careful"] == 0.75)
    let hasty = (0..<60).filter { $0 % 20 != 19 }
    let right = hasty.filter { $0 / 3 % 2 == 0 }
    #expect(weights.whole["hasty"] == Double(right.count) / Double(hasty.count))
    #expect(abs((weights.whole["contrary"] ?? 0) - 1.0 / 3) < 1e-12)
    for fold in 0..<3 {
      let outside = (0..<60).filter { $0 / 3 % 3 != fold }
      let share = Double(outside.count { $0 % 4 != 3 }) / Double(outside.count)
      #expect(weights[fold]["careful"] == share)
    }
    #expect(learned.summary(of: CommitteeStudy.members)[0].contains("kind: votes weigh careful 0.75"))
  }

  @Test func weightsOfTagsAndNumbers() {
    let tags = Variable(name: "v", type: .tags, categories: ["a", "b", "c"].map { Category(name: $0) })
    func example(_ truth: CodedValue, _ vote: CodedValue) -> EnsembleExamples.Example {
      EnsembleExamples.Example(fold: 0, truth: truth, ballots: [Ballot(voter: "m", answer: .coded(vote))])
    }
    // 1 tag wrong, then 2, of 6.
    let ofTags = MemberWeights.weights(
      from: [example(.tags(["a"]), .tags(["a", "b"])), example(.tags(["a"]), .tags(["b"]))], of: ["m"],
      on: tags)
    #expect(ofTags == ["m": 0.5])
    let number = Variable(name: "v", type: .number)
    // Gold 1 and 3: variance 1. Answers 2 and 2: MSE 1.
    let mean = MemberWeights.weights(
      from: [example(.number(1), .number(2)), example(.number(3), .number(2))], of: ["m"], on: number)
    #expect(mean == ["m": 0.5])
    let right = MemberWeights.weights(from: [example(.number(1), .number(1))], of: ["m"], on: number)
    #expect(right == ["m": 1])
    #expect(MemberWeights.weights(from: [], of: ["m"], on: number) == ["m": 0])
  }

  @Test func stackingMakesUseOfACoderThatIsAlwaysWrong() async throws {
    let stacked = try await accuracy(try study.coder(.stacking), of: CommitteeStudy.kind)
    let voted = try await accuracy(try study.coder(.majority), of: CommitteeStudy.kind)
    #expect(stacked == 1, "\(stacked)")
    #expect(voted < 0.8, "\(voted)")
  }

  /// A gold coding that is changed changes nothing that is answered to posts of its fold.
  @Test(arguments: [EnsembleRule.weighted, .stacking])
  func noGoldPostTakesPartInItsOwnAnswer(rule: EnsembleRule) async throws {
    let before = try await study.coder(rule).code(study.goldPosts, with: GivenFeatures())
    var changed = study
    for (post, fold) in study.folds.assignment where fold == 1 {
      changed.values[post] = [
        "kind": .category("town"), "people": .boolean(true), "things": .tags(["boat"]), "score": .number(9),
      ]
    }
    let after = try await changed.coder(rule).code(study.goldPosts, with: GivenFeatures())
    #expect(before.filter { $0.fold == 1 } == after.filter { $0.fold == 1 })
    #expect(before != after)
  }

  @Test func aMemberThatLearnedMustSayFromWhichFolds() throws {
    let unmarked = CommitteeStudy(foldIsRecorded: false)
    let parameters = EnsembleParameters(members: CommitteeStudy.members, rule: .stacking)
    let problem = #expect(throws: EnsembleProblem.self) {
      try unmarked.learned(parameters, learning: ["careful"])
    }
    #expect(problem?.member == "careful" && problem?.count == 60)
    #expect(problem?.description.contains("codeframe train careful") == true)
    // Whoever learns nothing has no fold to record.
    #expect(throws: Never.self) { try unmarked.learned(parameters, learning: []) }
  }

  @Test func goldInOneFoldIsTooLittle() async throws {
    var small = study
    small.values = study.values.filter { study.folds[$0.key] == 0 }
    for rule in [EnsembleRule.weighted, .stacking, .cascade] {
      let members = rule == .cascade ? ["careful", "hasty"] : CommitteeStudy.members
      let coder = try small.coder(
        rule, members: members, target: .accuracy(0.5), variables: [CommitteeStudy.kind])
      let codings = try await coder.code(study.goldPosts, with: GivenFeatures())
      #expect(codings.allSatisfy { $0.answer.status == .abstained }, "\(rule)")
      #expect(codings[0].answer.reason?.message.contains("2 folds or more") == true)
    }
  }

  @Test func whatWasLearnedIsKeptAndComesBack() async throws {
    for rule in [EnsembleRule.weighted, .stacking, .cascade] {
      let parameters = EnsembleParameters(
        members: ["careful", "hasty"], rule: rule, target: rule == .cascade ? .accuracy(0.7) : nil)
      let learned = try study.learned(parameters, variables: [CommitteeStudy.kind])
      let data = try JSONEncoder().encode(learned)
      let back = try JSONDecoder().decode(LearnedEnsemble.self, from: data)
      let coders = [learned, back].map {
        EnsembleCoder(
          name: "e", variables: [CommitteeStudy.kind], parameters: parameters, codings: study, learned: $0)
      }
      let answers = try await coders[0].code(study.posts, with: GivenFeatures())
      #expect(try await coders[1].code(study.posts, with: GivenFeatures()) == answers)
    }
  }

  @Test func numbersTooLargeForARegressionFailAlone() async throws {
    var huge = study
    for member in CommitteeStudy.members {
      huge.table.add(
        Coding(postID: "p170", variable: "wide", answer: .coded(.number(1e300))), of: member)
    }
    let wide = Variable(name: "wide", type: .number)
    for (post, values) in study.values {
      huge.values[post]?["wide"] = values["score"]
      for member in CommitteeStudy.members {
        guard let coding = study.table[member, post, "score"] else { continue }
        var copy = coding
        copy.variable = "wide"
        huge.table.add(copy, of: member)
      }
    }
    let codings = try await huge.coder(.stacking, variables: [wide]).code(study.posts, with: GivenFeatures())
    #expect(codings["p170", "wide"]?.reason?.code == .invalidFeature)
    #expect(codings.count { $0.answer.status == .coded } == 60)
  }
}
