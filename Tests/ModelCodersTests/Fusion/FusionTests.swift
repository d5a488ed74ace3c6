import CoderConformance
import ContentCoding
import Foundation
import Testing

@testable import ModelCoders

@Suite("Fusion")
struct FusionTests {
  let study = TwoPartStudy()

  private func codings(_ way: FusionWay) async throws -> [Coding] {
    try await Fusion(
      name: "both", variables: TwoPartStudy.variables,
      trained: try await FusionTrainings.shared.trained(way)
    ).code(study.posts, with: study.features)
  }

  @Test(arguments: FusionTrainings.ways)
  func conforms(_ way: FusionWay) async throws {
    let fusion = Fusion(
      name: "both", variables: TwoPartStudy.variables,
      trained: try await FusionTrainings.shared.trained(way))
    #expect(fusion.identity == CoderIdentity(name: "both", kind: .fusion))
    let violations = try await CoderConformance(fusion, posts: study.posts, features: study.features)
      .violations()
    #expect(violations.isEmpty, "\(violations)")
  }

  /// Each variable is told by another part; joined they tell all.
  @Test(arguments: FusionTrainings.ways)
  func outOfFoldAnswersAreMostlyRight(_ way: FusionWay) async throws {
    let codings = try await codings(way)
    // From 32 posts, one network on all numbers learns less than one for each part.
    let least = way == .concat ? 29 : 36
    for variable in [PracticeStudy.kind, PracticeStudy.people] {
      let right = study.goldPosts.count {
        codings[$0.id, variable.name]?.value == study.values[$0.id]?[variable.name]
      }
      #expect(right >= least, "\(variable.name): \(right) of 48")
    }
    for coding in codings { #expect(coding.fold == study.folds[coding.postID]) }
  }

  @Test func weightsSayWhichPartDecides() async throws {
    let trained = try await FusionTrainings.shared.trained(.weighted(.softmax))
    let kind = try #require(trained["kind"]?.weights)
    let people = try #require(trained["people"]?.weights)
    #expect(kind[0] > 0.75 && people[1] > 0.75)
    #expect(abs(kind.reduce(0, +) - 1) < 1e-5)
    #expect(trained.summary.count == 4)
    #expect(trained.summary.first?.hasPrefix("kind weighs picture 0.") == true)
    let course = try #require(trained["kind"]?.course)
    #expect(course.weights.count == course.validationLosses.count && course.weights.count > 10)

    let gated = try await FusionTrainings.shared.trained(.gated)
    #expect(gated.summary.allSatisfy { $0.hasSuffix("each post has its own") })
    let plain = try await FusionTrainings.shared.trained(.concat)
    #expect(plain.summary.isEmpty && plain["kind"]?.course?.losses.isEmpty == false)
  }

  @Test(arguments: FusionTrainings.ways)
  func postsThatLackAPart(_ way: FusionWay) async throws {
    let codings = try await codings(way)
    func answer(_ id: String) -> Answer? { codings[id, "kind"] }
    #expect(answer("none")?.status == .abstained && answer("none")?.reason?.code == .noPicture)
    #expect(answer("none")?.reason?.message.contains("caption") == true)
    #expect(answer("nothing-usable")?.status == .failed)
    #expect(answer("nothing-here")?.status == .failed && answer("nothing-here")?.reason?.code == .unreadable)
    // A file that is gone may come back, and the answer without it would stay.
    #expect(answer("gone-picture")?.reason?.code == .missingFile)
    for (id, missing) in [
      ("picture-only", "caption: the post has no caption"),
      ("caption-only", "picture: the post has no picture"),
      ("unreadable-picture", "picture: The file is empty."), ("short-caption", "caption: "),
    ] {
      #expect(answer(id)?.status == .coded, "\(id)")
      #expect(answer(id)?.details["without"]?.hasPrefix(missing) == true, "\(id)")
    }
    #expect(answer("both")?.details["without"] == nil)
    #expect(answer("one-unreadable")?.details["unreadable"] != nil)
    // The parts that are there decide: an unreadable picture is as good as none.
    #expect(answer("unreadable-picture")?.scores == answer("caption-only")?.scores)
    #expect(answer("short-caption")?.scores == answer("picture-only")?.scores)
    #expect(answer("picture-only")?.value == answer("both")?.value)
    switch way {
    case .concat: #expect(answer("both")?.details["weights"] == nil)
    case .gated, .weighted(.softmax):
      #expect(answer("picture-only")?.details["weights"] == "picture 1.000, caption 0.000")
    case .weighted(.penalty): #expect(answer("both")?.details["weights"]?.contains("picture") == true)
    }
  }

  /// The head of a fold does not know its posts: other codings of them leave it as it is.
  @Test(arguments: FusionTrainings.ways)
  func aFoldsHeadNeverLearnsFromItsPosts(_ way: FusionWay) async throws {
    var values = study.values
    for (id, own) in values where study.folds[id] == 1 {
      var own = own
      own["people"] = own["people"] == .boolean(true) ? .boolean(false) : .boolean(true)
      values[id] = own
    }
    let before = try await FusionTrainings.shared.trained(way)
    let after = try await study.trained(way, values: values, variables: [PracticeStudy.people])
    guard case .trained(let whole, let heldOut) = before["people"]?.heads,
      case .trained(let newWhole, let newHeldOut) = after["people"]?.heads
    else {
      Issue.record("nothing was learned")
      return
    }
    // All but the temperature, which is fitted to what the other folds' heads say of other posts.
    #expect(newHeldOut[1].calibrated(1).model == heldOut[1].calibrated(1).model)
    #expect(newHeldOut[0].model != heldOut[0].model && newWhole.model != whole.model)
  }

  @Test(arguments: FusionTrainings.ways)
  func survivesJSON(_ way: FusionWay) async throws {
    let trained = try await FusionTrainings.shared.trained(way)
    let data = try JSONEncoder().encode(trained)
    let again = try JSONDecoder().decode(TrainedFusion.self, from: data)
    let codings = try await Fusion(name: "both", variables: TwoPartStudy.variables, trained: again)
      .code(study.posts, with: study.features)
    #expect(try await codings == self.codings(way))
    var object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    object["widths"] = [10, 9]
    let broken = try JSONSerialization.data(withJSONObject: object)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(TrainedFusion.self, from: broken) }
  }

  /// Each part alone and both: the picture tells the kind, the caption does not.
  @Test func ablationFindsWhatDecides() async throws {
    let extractors = [GivenFeatures.extractor, GivenFeatures.extractor]
    let (gold, widths) = try await GoldParts.read(
      study.goldPosts, values: study.values, parts: TwoPartStudy.parts, extractors: extractors,
      from: study.features)
    let variants = try await FusionAblation(
      parameters: FusionParameters(parts: TwoPartStudy.parts, hiddenUnits: 96), extractors: extractors,
      seed: 3, workers: Workers(count: 2)
    ).variants(on: gold, widths: widths, variables: [PracticeStudy.kind], folds: study.folds)
    #expect(variants.map(\.parts) == [["picture", "caption"], ["picture"], ["caption"]])
    var codings: [VariableCodings] = []
    for variant in variants {
      let coder = Fusion(name: "both", variables: [PracticeStudy.kind], trained: variant.trained)
      codings.append(
        VariableCodings(
          coder: coder.identity, codings: try await coder.code(study.goldPosts, with: study.features)))
    }
    let truth = VariableCodings(
      coder: CoderIdentity(name: "gold", kind: .person),
      codings: study.values.compactMap { id, values in
        values["kind"].map { Coding(postID: id, variable: "kind", answer: .coded($0)) }
      })
    let found = try VariableAblation(
      PracticeStudy.kind, gold: truth, variants: zip(variants.map(\.parts), codings).map { ($0, $1) },
      frame: EvaluationFrame())
    let picture = try #require(found.rows[1].gain?.interval.value)
    let caption = try #require(found.rows[2].gain?.interval.value)
    #expect(picture.lower <= 0 && picture.upper < 0.2, "all parts are hardly better than the picture alone")
    #expect(caption.lower > 0.2, "all parts are far better than the caption alone")
    #expect(found.rows.map(\.unanswered)[1] > 0, "posts without a picture")
  }

  @Test func tooLittleGold() async throws {
    let one = study.values.filter { $0.key == "g00" }
    let trained = try await study.trained(.gated, values: one)
    let codings = try await Fusion(name: "both", variables: TwoPartStudy.variables, trained: trained)
      .code(study.posts, with: study.features)
    #expect(codings["both", "kind"]?.status == .abstained)
    #expect(codings["both", "kind"]?.reason?.code == .undecided)
    #expect(trained.summary.isEmpty)
  }

  @Test func numbersStayInTheirRange() async throws {
    let narrow = Variable(name: "score", type: .number, range: 3.9...4)
    let trained = try await study.trained(
      .concat, values: study.values.filter { $0.value["score"] == .number(4) }, variables: [narrow])
    let wide = try await FusionTrainings.shared.trained(.concat)
    for (variable, trained) in [(narrow, trained), (PracticeStudy.score, wide)] {
      for coding in try await Fusion(name: "both", variables: [variable], trained: trained)
        .code(study.posts, with: study.features)
      {
        guard case .number(let number) = coding.answer.value else { continue }
        #expect(variable.range?.contains(number) == true)
      }
    }
  }

  @Test(arguments: [
    (0.0714, "0.071"), (1, "1.000"), (-0.25, "-0.250"), (-0.0001, "0.000"), (1.9996, "2.000"),
    (.infinity, "inf"),
  ])
  func weightsAsText(weight: Double, text: String) {
    #expect(PartWeight.text(weight) == text)
  }
}
