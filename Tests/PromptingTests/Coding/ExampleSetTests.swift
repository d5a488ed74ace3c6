import ContentCoding
import Synchronization
import Testing

@testable import Prompting

struct ExampleSetTests {
  /// Four gold posts, true and false in two folds; `media` of each by id.
  private static func coder(
    media: [String: String], correspondent: any ChatClient = RuleBasedCorrespondent(),
    onWarning: @escaping @Sendable (String) -> Void = { _ in }
  ) -> PromptedCoder {
    var parameters = Sample.parameters
    parameters.prompt = .fewShot
    parameters.uses = [.image]
    let ids = ["t0", "f0", "t1", "f1"]
    let posts = ids.map { Post(id: $0, text: "gold", media: media[$0].map { [Media(path: $0)] } ?? []) }
    let values = Dictionary(
      uniqueKeysWithValues: ids.map { ($0, ["protest": CodedValue.boolean($0.hasPrefix("t"))]) })
    let folds = Folds(count: 2, assignment: ["t0": 0, "f0": 0, "t1": 1, "f1": 1])
    return PromptedCoder(
      name: "p", variables: [Sample.protest], parameters: parameters,
      examples: ExampleSet(
        posts: posts, values: values, folds: folds, variables: [Sample.protest], parameters: parameters,
        seed: 1),
      correspondent: correspondent, pictures: NamedPictures(), onWarning: onWarning)
  }

  private static let all = ["t0": "t0.jpg", "f0": "f0.jpg", "t1": "t1.jpg", "f1": "f1.jpg"]

  @Test func aGoldPostSeesTheOtherFold() async throws {
    let script = ScriptedCorrespondent(#"{"protest": true}"#)
    let coder = Self.coder(media: Self.all, correspondent: script)
    let codings = try await coder.code([Post(id: "t0", media: [Media(path: "t0.jpg")])], with: NoFeatures())
    #expect(codings.map(\.fold) == [0])
    let shown = try #require(script.asked.first).request.messages
    let pictures = shown.flatMap(\.parts).compactMap { part -> String? in
      if case .picture(let picture) = part {
        String(decoding: picture.bytes.dropFirst(11), as: UTF8.self)
      } else {
        nil
      }
    }
    #expect(Set(pictures.dropLast()) == ["t1.jpg 1024", "f1.jpg 1024"])
    #expect(pictures.last == "t0.jpg 1024")
    #expect(shown.count { $0.role == .assistant } == 2)
  }

  @Test func anExampleThatCannotBeReadIsLeftOutAndToldOnce() async throws {
    let said = Mutex<[String]>([])
    var media = Self.all
    media["t1"] = "broken.jpg"
    let coder = Self.coder(media: media, onWarning: { text in said.withLock { $0.append(text) } })
    let posts =
      (0..<5).map { Post(id: "t0\($0)", media: [Media(path: "\($0).jpg")]) }
      + [Post(id: "t0", media: [Media(path: "t0.jpg")])]
    let codings = try await coder.code(posts, with: NoFeatures())
    #expect(codings.allSatisfy { $0.answer.status == .coded })
    #expect(said.withLock { $0 } == ["t1 is left out of the examples: unreadable: no picture"])
    let plan = try await coder.plan(for: Post(id: "t0", media: [Media(path: "t0.jpg")]))
    #expect(plan.requests.first?.request.messages.count { $0.role == .assistant } == 1)
  }

  @Test func aMissingExampleStopsTheRunBeforeAnythingIsAsked() async throws {
    let script = ScriptedCorrespondent(#"{"protest": true}"#)
    let coder = Self.coder(media: Self.all.mapValues { "gone-" + $0 }, correspondent: script)
    let error = await #expect(throws: PromptedProblem.self) {
      try await coder.code([Post(id: "x", media: [Media(path: "x.jpg")])], with: NoFeatures())
    }
    #expect(error?.description.contains("missing-file") == true)
    #expect(script.asked.isEmpty)
  }

  @Test func whatCannotBeShownIsNoExample() {
    var parameters = Sample.parameters
    parameters.uses = [.image]
    let shelf = ExampleSet(
      posts: [Post(id: "a", text: "words"), Post(id: "b", media: [Media(path: "b.jpg")])],
      values: [
        "a": ["protest": .boolean(true)], "b": ["protest": .boolean(true)], "c": ["protest": .boolean(true)],
      ],
      folds: Folds(count: 2, assignment: [:]), variables: [Sample.protest], parameters: parameters, seed: 1)
    #expect(shelf.examples(for: "x") == ["b"])
  }
}
