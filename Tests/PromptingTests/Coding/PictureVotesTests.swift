import CoderConformance
import ContentCoding
import Testing

@testable import Prompting

struct PictureVotesTests {
  private func combined(_ values: [CodedValue?], _ type: VariableType, _ rule: CombineRule) -> Answer {
    PictureVotes.combined(
      values.map { value in
        value.map { .coded($0, confidence: 0.9) } ?? .abstained(Reason(.refused, "no"))
      }, type: type, rule: rule)
  }

  @Test func theModeIsTheMostFrequentAnswer() {
    let answer = combined([.category("a"), .category("b"), .category("b")], .category, .mode)
    #expect(answer.value == .category("b") && answer.details["pictures"] == "3")
    #expect(answer.details["repetitions"] == nil && answer.details["agreement"] == "0.6667")
    #expect(combined([.number(1), .number(4)], .number, .atLeast(2)).value == .number(2.5))
    #expect(combined([nil, nil, .boolean(true)], .boolean, .mode).reason?.code == .refused)
  }

  @Test func countsDecideWhatIsSeen() {
    let flags: [CodedValue?] = [.boolean(true), .boolean(false), nil, .boolean(true)]
    #expect(combined(flags, .boolean, .any).value == .boolean(true))
    #expect(combined(flags, .boolean, .atLeast(2)).value == .boolean(true))
    let seldom = combined(flags, .boolean, .atLeast(3))
    #expect(seldom.value == .boolean(false) && seldom.details["at-least"] == "3" && seldom.confidence == nil)
    let tags: [CodedValue?] = [.tags(["flag"]), .tags(["flag", "car"]), .tags([])]
    #expect(combined(tags, .tags, .atLeast(2)).value == .tags(["flag"]))
    #expect(combined([nil, nil], .boolean, .any).status == .abstained)
  }

  private static func coder(
    _ client: any ChatClient, _ rule: CombineRule, variables: [Variable] = [Sample.protest]
  ) -> PromptedCoder {
    var parameters = Sample.parameters
    parameters.combine = rule
    parameters.frames = 3
    return PromptedCoder(
      name: "p", variables: variables, parameters: parameters, correspondent: client,
      pictures: NamedPictures(), concurrency: 1)
  }

  /// A request a frame, each with the caption, and the cost of all.
  @Test func framesAreAskedAboutOneByOne() async throws {
    let script = ScriptedCorrespondent(
      #"{"protest": true}"#, #"{"protest": false}"#, #"{"protest": true}"#)
    let coder = Self.coder(script, .atLeast(2))
    let post = Post(id: "1", text: "Hello", media: [Media(path: "1.mp4")])
    let planned = try await coder.plan(for: post)
    #expect(planned.requests.count == 3)
    let answer = try #require(try await coder.code([post], with: NoFeatures()).first?.answer)
    #expect(answer.value == .boolean(true) && answer.details["pictures"] == "3")
    #expect(abs((answer.cost ?? 0) - 0.03) < 1e-12)
    #expect(script.asked.map(\.request) == planned.requests.map(\.request))
    for asked in script.asked {
      let parts = asked.request.messages.flatMap(\.parts)
      #expect(parts.count { if case .picture = $0 { true } else { false } } == 1)
    }
  }

  @Test(arguments: [CombineRule.mode, .any, .atLeast(2)])
  func conforms(rule: CombineRule) async throws {
    let posts = (0..<8).map { number in
      Post(
        id: "p\(number)", text: number % 3 == 0 ? "" : "yes \(number)",
        media: number == 0 ? [] : (0..<number % 4).map { Media(path: "\(number)-\($0).jpg") })
    }
    let suite = CoderConformance(
      Self.coder(RuleBasedCorrespondent(), rule, variables: Sample.all), posts: posts, features: NoFeatures())
    #expect(try await suite.violations() == [])
  }
}
