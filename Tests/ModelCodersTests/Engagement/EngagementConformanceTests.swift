import CoderConformance
import ContentCoding
import Testing

@testable import ModelCoders

@Suite("Engagement: conformance")
struct EngagementConformanceTests {
  static let parameters: [EngagementParameters] = EngagementModel.allCases.flatMap { model in
    [
      EngagementParameters(
        model: model, encoder: "given", columns: ["followers", "place"], codings: ["probe"]),
      EngagementParameters(model: model, encoder: nil, columns: ["followers"]),
    ]
  }

  @Test(arguments: parameters)
  func everyModel(parameters: EngagementParameters) async throws {
    let study = AttentionStudy()
    let coder = study.coder(try await study.trained(parameters))
    let posts = study.others + study.posts
    let violations = try await CoderConformance(coder, posts: posts, features: study.features).violations()
    #expect(violations.isEmpty, "\(violations)")
    let codings = try await coder.code(posts, with: study.features)
    for coding in codings { #expect(coding.fold == study.folds[coding.postID], "\(coding)") }
    let answers = Dictionary(codings.map { ($0.postID, $0.answer) }, uniquingKeysWith: { first, _ in first })
    #expect(answers["bare"]?.status == .abstained)
    if parameters.encoder != nil {
      #expect(answers["bare"]?.reason?.code == .noPicture)
      #expect(answers["unreadable"]?.status == .failed)
      #expect(answers["short"]?.reason?.code == .invalidFeature)
      #expect(answers["bare-picture"]?.status == .coded)
    } else {
      #expect(answers["bare-picture"]?.status == .abstained)
    }
    #expect(answers["huge"]?.status == (parameters.encoder == nil ? .abstained : .coded))
    #expect(codings.count { $0.answer.status == .coded } >= 98)
    // The regressions know what there is to know; without that, the rules are easily kept.
    let (error, median) = study.error(of: codings, in: study.posts)
    let share = parameters.model == .network || parameters.encoder == nil ? 0.6 : 0.4
    #expect(error < share * median, "\(parameters.model): \(error) of \(median)")
  }
}
