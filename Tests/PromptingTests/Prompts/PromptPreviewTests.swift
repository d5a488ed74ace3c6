import ContentCoding
import Testing

@testable import Prompting

struct PromptPreviewTests {
  private static let header: [UInt8] = [
    0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 1, 0xFF, 0xC2, 0, 17, 8, 0x01, 0xE0, 0x02, 0x80,
  ]

  @Test func showsWhatIsSent() {
    let picture = ChatPicture(bytes: Self.header + [UInt8](repeating: 0, count: 47_600), detail: "low")
    let request = ChatRequest(
      model: "m",
      messages: [ChatMessage(.system, "Rules."), ChatMessage(.user, [.picture(picture), .text("What?")])],
      schema: AnswerSchema(name: "coding", json: "{}"), temperature: 0.5, maxTokens: 7)
    #expect(
      PromptPreview(request).description == """
        model m · temperature 0.5 · at most 7 tokens

        --- system ---
        Rules.

        --- user ---
        [picture 1: image/jpeg 640 x 480, 48 kB, detail low]
        What?

        --- form of the answer ---
        {}
        """)
  }

  @Test func readsTheSizeOfAJPEG() {
    #expect(JPEGSize(Self.header).map { [$0.width, $0.height] } == [640, 480])
    for length in 0..<Self.header.count { #expect(JPEGSize(Array(Self.header.prefix(length))) == nil) }
    #expect(JPEGSize([0xFF, 0xD8] + [UInt8](repeating: 0xFF, count: 10_000)) == nil)
    #expect(JPEGSize([0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0]) == nil)
  }

  @Test func aPlanShowsEveryRequest() async throws {
    let post = Post(id: "1", text: "Hello", media: [Media(path: "1.jpg")])
    for (design, count) in [(PromptDesign.extended, 1), (.twoStep, 2), (.sequence, 5)] {
      let plan = try await ConformanceTests.coder(design).plan(for: post)
      #expect(plan.requests.count == count && plan.unasked == nil)
      #expect(plan.requests.first?.note == nil)
    }
    let steps = try await ConformanceTests.coder(.sequence).plan(for: post).requests
    #expect(
      steps.last?.note
        == "asked only where protest is true; holds the replies before, here each variable's first label")
    let empty = try await ConformanceTests.coder(.extended).plan(for: Post(id: "2"))
    #expect(empty.requests.isEmpty && empty.unasked?.reason?.code == .noPicture)
  }

  @Test func aPlanIsWhatIsAsked() async throws {
    let post = Post(id: "1", text: "Hello", media: [Media(path: "1.jpg")])
    let script = ScriptedCorrespondent("?", "?", "?")
    let coder = PromptedCoder(
      name: "p", variables: Sample.all, parameters: Sample.parameters, correspondent: script,
      pictures: NamedPictures())
    let plan = try await coder.plan(for: post)
    #expect(script.asked.isEmpty)
    _ = try await coder.code([post], with: NoFeatures())
    #expect(script.asked.first?.request == plan.requests.first?.request)
  }

  @Test func aLessonEndsWithGoldsAnswer() async throws {
    let coder = ConformanceTests.coder(.fewShot)
    let trainingExample = try await coder.trainingExample(
      of: Post(id: "1", text: "Hello", media: [Media(path: "1.jpg")]), values: ["protest": .boolean(false)]
    ).get()
    #expect(trainingExample.map(\.role) == [.system, .user, .assistant])
    #expect(trainingExample[2] == ChatMessage(.assistant, #"{"protest": false, "violence": null}"#))
    let empty = try await coder.trainingExample(of: Post(id: "2"), values: ["protest": .boolean(false)])
    #expect(
      empty == .failure(Unanswered(Reason(.noPicture, "the post has no picture and no caption, transcript"))))
  }
}
