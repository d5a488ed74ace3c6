import CoderConformance
import ContentCoding
import Testing

@testable import ModelCoders

@Suite("Ensemble: conformance")
struct EnsembleConformanceTests {
  private struct NoFeatures: FeatureSource {
    func features(of media: [Media], by extractor: ExtractorIdentity) async throws -> [Feature] { [] }
    func features(ofTexts texts: [String], by extractor: ExtractorIdentity) async throws -> [Feature] { [] }
  }

  @Test(arguments: EnsembleRule.allCases)
  func everyRule(rule: EnsembleRule) async throws {
    let study = CommitteeStudy()
    let isCascade = rule == .cascade
    let coder = try study.coder(
      rule, members: isCascade ? ["careful", "hasty"] : CommitteeStudy.members,
      target: isCascade ? .budgetShare(0.3) : nil,
      variables: isCascade ? Array(CommitteeStudy.variables.prefix(3)) : CommitteeStudy.variables)
    let violations = try await CoderConformance(coder, posts: study.posts, features: NoFeatures())
      .violations()
    #expect(violations.isEmpty, "\(violations)")
    let codings = try await coder.code(study.posts, with: NoFeatures())
    for coding in codings {
      #expect(coding.fold == study.folds[coding.postID], "\(coding)")
      if coding.postID == "bare" { #expect(coding.answer.reason?.code == .noPicture) }
      if coding.postID == "bare-2" { #expect(coding.answer.status == .abstained) }
      if coding.answer.value == nil { continue }
      #expect(coding.answer.details["vote:careful"] != nil && coding.answer.cost == nil)
      if coding.variable == "kind", rule != .cascade {
        #expect(coding.answer.details["members_cost"] == "0.25")
        #expect(abs(coding.answer.scores.values.reduce(0, +) - 1) < 1e-5)
      }
    }
    #expect(codings.count(where: { $0.answer.status == .coded }) > 200)
  }
}
