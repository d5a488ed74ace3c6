import CoderConformance
import ContentCoding
import Testing

@testable import ModelCoders

struct ExtractedTextTests {
  private static let description = Variable(name: "description", type: .openText)
  private static let coder = ExtractedText(
    name: "seen", variable: description, parameters: ExtractParameters(part: .column("picture_caption")))
  private static let posts = (0..<6).map { number in
    Post(
      id: "p\(number)",
      columns: number == 0
        ? [:]
        : [
          "picture_caption": number == 1
            ? String(repeating: "x", count: CodedValue.textLimit + 1) : "picture \(number)"
        ])
  }

  @Test func conforms() async throws {
    let violations = try await CoderConformance(Self.coder, posts: Self.posts, features: GivenFeatures())
      .violations()
    #expect(violations == [])
  }

  @Test func theAnswerIsWhatWasExtracted() async throws {
    let answers = try await Self.coder.code(Self.posts, with: GivenFeatures()).map(\.answer)
    #expect(answers[0].status == .abstained && answers[0].reason?.code == .noText)
    #expect(answers[1].value?.text.count == CodedValue.textLimit && answers[1].details["cut"] != nil)
    #expect(answers[2].value == .openText("picture 2"))
  }
}
