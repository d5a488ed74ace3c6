import CoderConformance
import ContentCoding
import Testing

struct RecordedCoderTests {
  private struct NoFeatures: FeatureSource {
    func features(of media: [Media], by extractor: ExtractorIdentity) async throws -> [Feature] { [] }
    func features(ofTexts texts: [String], by extractor: ExtractorIdentity) async throws -> [Feature] { [] }
  }

  @Test func aPersonConforms() async throws {
    let variable = Variable(name: "flag", type: .boolean)
    let posts = [Post(id: "a"), Post(id: "b", text: "a caption"), Post(id: "c"), Post(id: "d")]
    let coder = RecordedCoder(
      identity: CoderIdentity(name: "anna", kind: .person), variables: [variable],
      codings: [
        Coding(postID: "a", variable: "flag", answer: .coded(.boolean(true))),
        Coding(postID: "b", variable: "flag", answer: .failed(Reason(.other, "picture did not load"))),
        Coding(postID: "a", variable: "flag", answer: .coded(.boolean(false))),
      ])
    #expect(try await CoderConformance(coder, posts: posts, features: NoFeatures()).violations() == [])
    let codings = try await coder.code(posts, with: NoFeatures())
    #expect(codings.map(\.answer.value) == [.boolean(false), nil, nil, nil])
    #expect(codings.map(\.answer.status) == [.coded, .failed, .abstained, .abstained])
  }
}
