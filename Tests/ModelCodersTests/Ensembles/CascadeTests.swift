import ContentCoding
import Testing

@testable import ModelCoders

struct CascadeTests {
  private typealias Example = CascadeThreshold.Example

  /// Confidence, whether the cheap coder is right, whether the expensive one is.
  private let examples = [
    (0.9, true, true), (0.8, true, true), (0.6, false, true), (0.4, false, true), (nil, false, false),
  ]
  .map { Example(confidence: $0.0, isCheapRight: $0.1, isDearRight: $0.2) }

  @Test func theCheapestThresholdThatIsAccurateEnough() {
    // Right with the dear coder asked below: 0 -> 2 of 5; 0.5 -> 3; 0.7 -> 4; 0.85 -> 4; never -> 4.
    let found = CascadeThreshold(examples, for: .accuracy(0.8))
    #expect(abs((found.least ?? 0) - 0.7) < 1e-12)
    #expect(found.asked == 0.6 && found.accuracy == 0.8 && found.meetsTarget)
    let half = CascadeThreshold(examples, for: .accuracy(0.5))
    #expect(half.least == 0.5 && half.asked == 0.4)
    #expect(CascadeThreshold(examples, for: .accuracy(0.4)).least == 0)
  }

  @Test func aTargetOutOfReachGivesTheMostAccurate() {
    let found = CascadeThreshold(examples, for: .accuracy(0.9))
    #expect(abs((found.least ?? 0) - 0.7) < 1e-12 && !found.meetsTarget)
    #expect(found.text(of: "v", cheap: "a", dear: "b").contains("no threshold meets the target"))
  }

  @Test func aBudgetAsksAsOftenAsItAllows() {
    #expect(abs((CascadeThreshold(examples, for: .budgetShare(0.6)).least ?? 0) - 0.7) < 1e-12)
    #expect(CascadeThreshold(examples, for: .budgetShare(0.59)).least == 0.5)
    let all = CascadeThreshold(examples, for: .budgetShare(1))
    #expect(all.least == nil && all.asked == 1)
    let nothing = CascadeThreshold(examples, for: .budgetShare(0))
    #expect(nothing.least == 0 && nothing.asked == 0.2 && !nothing.meetsTarget)
  }

  @Test func equalConfidencesAreNotToldApart() {
    let equal = [true, false, true].map { Example(confidence: 0.5, isCheapRight: $0, isDearRight: true) }
    let found = CascadeThreshold(equal, for: .budgetShare(0.5))
    #expect(found.least == 0 && found.asked == 0)
    #expect(CascadeThreshold([], for: .accuracy(0.5)).least == nil)
  }

  @Test func onlyWhoIsAskedIsPaid() async throws {
    let study = CommitteeStudy()
    let coder = try study.coder(
      .cascade, members: ["careful", "contrary"], target: .budgetShare(0.3), variables: [CommitteeStudy.kind])
    let codings = try await coder.code(study.posts, with: GivenFeatures())
    let (sure, unsure) = ("p100", "p103")
    #expect(codings[sure, "kind"]?.details["answered_by"] == "careful")
    #expect(codings[sure, "kind"]?.details["vote:contrary"] == nil)
    #expect(codings[sure, "kind"]?.details["members_cost"] == "0.25")
    #expect(codings[unsure, "kind"]?.details["answered_by"] == "contrary")
    #expect(codings[unsure, "kind"]?.details["vote:careful"] != nil)
    let asked = study.goldPosts.count { codings[$0.id, "kind"]?.details["answered_by"] == "contrary" }
    #expect(asked == 15)
  }

  @Test func aDearCoderThatHasNotCodedIsNamed() async throws {
    let study = CommitteeStudy()
    let coder = try study.coder(
      .cascade, members: ["careful", "hasty"], target: .budgetShare(0.3), variables: [CommitteeStudy.kind])
    let codings = try await coder.code(study.posts, with: GivenFeatures())
    let answer = codings["p179", "kind"]
    #expect(answer?.status == .abstained)
    #expect(answer?.reason?.message == "careful is not sure, and hasty has not coded this post")
  }
}
