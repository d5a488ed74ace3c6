import CoderConformance
import ContentCoding
import Testing

@testable import Prompting

struct ConformanceTests {
  static let posts: [Post] =
    [
      Post(id: "a", text: "yes, a flag", media: [Media(path: "a.jpg")]),
      Post(id: "b", text: "no", author: "anna", columns: ["transcript": "a car, yes"]),
      Post(id: "empty"),
      Post(id: "c", media: [Media(path: "c1.jpg"), Media(path: "broken.jpg")]),
      Post(id: "d", media: [Media(path: "gone.jpg")]),
      Post(id: "e", media: [Media(path: "broken.jpg")]),
      Post(id: "f", text: "yes", media: [Media(path: "film.mp4")]),
      Post(id: "g", media: [Media(path: "film.mp4")]),
    ] + (0..<20).map { Post(id: "p\($0)", text: "text \($0)", media: [Media(path: "\($0).jpg")]) }

  static func coder(_ prompt: PromptDesign, repetitions: Int = 1, concurrency: Int = 4) -> PromptedCoder {
    var parameters = Sample.parameters
    parameters.prompt = prompt
    parameters.repetitions = repetitions
    parameters.uses = [.image, .caption, .column("transcript")]
    let variables = prompt == .verbatim ? [Sample.description] : Sample.all
    if prompt == .verbatim { parameters.template = "Describe it: {{caption}}" }
    if prompt == .custom { parameters.template = "{{codebook}}\n{{caption}}{{transcript}}{{schema}}" }
    var shelf: ExampleSet?
    if prompt == .fewShot {
      let values = Dictionary(
        uniqueKeysWithValues: (0..<10).map { index -> (String, [String: CodedValue]) in
          ("p\(index)", ["protest": .boolean(index.isMultiple(of: 2)), "anger": .number(Double(index) / 10)])
        })
      let folds = Folds(
        count: 2, assignment: Dictionary(uniqueKeysWithValues: (0..<10).map { ("p\($0)", $0 % 2) }))
      shelf = ExampleSet(
        posts: posts, values: values, folds: folds, variables: Sample.all, parameters: parameters, seed: 1)
    }
    return PromptedCoder(
      name: "p", variables: variables, parameters: parameters, examples: shelf,
      correspondent: RuleBasedCorrespondent(), pictures: NamedPictures(), concurrency: concurrency)
  }

  @Test(arguments: PromptDesign.allCases, [1, 3])
  func conforms(prompt: PromptDesign, repetitions: Int) async throws {
    let suite = CoderConformance(
      Self.coder(prompt, repetitions: repetitions), posts: Self.posts, features: NoFeatures())
    #expect(try await suite.violations() == [])
  }

  @Test(arguments: PromptDesign.allCases)
  func theNumberAtOnceDoesNotMatter(prompt: PromptDesign) async throws {
    let one = try await Self.coder(prompt, concurrency: 1).code(Self.posts, with: NoFeatures())
    let many = try await Self.coder(prompt, concurrency: 64).code(Self.posts, with: NoFeatures())
    #expect(one == many)
    #expect(one.contains { $0.answer.status == .coded })
  }

  @Test func whatCannotBeSentSaysWhy() async throws {
    let codings = try await Self.coder(.extended).code(Self.posts, with: NoFeatures())
    let ofPost = Dictionary(grouping: codings, by: \.postID)
    func answer(_ id: String) throws -> Answer { try #require(ofPost[id]?.first).answer }
    #expect(
      try answer("empty")
        == .abstained(Reason(.noPicture, "the post has no picture and no caption, transcript")))
    #expect(try answer("d") == .failed(Reason(.missingFile, "no file gone.jpg")))
    #expect(try answer("e") == .failed(Reason(.unreadable, "no picture")))
    #expect(try answer("g").status == .coded)
    #expect(try answer("c").details["unreadable"] == "broken.jpg: unreadable: no picture")
    // A post without a price was not asked about.
    #expect(try answer("d").cost == nil)
  }

  @Test func foldsMarkWhatLearnedFromGold() async throws {
    let codings = try await Self.coder(.fewShot).code(Self.posts, with: NoFeatures())
    for coding in codings {
      let number = Int(coding.postID.dropFirst())
      #expect(coding.fold == (coding.postID.hasPrefix("p") ? number.flatMap { $0 < 10 ? $0 % 2 : nil } : nil))
    }
    let others = try await Self.coder(.extended).code(Self.posts, with: NoFeatures())
    #expect(others.allSatisfy { $0.fold == nil })
  }
}
