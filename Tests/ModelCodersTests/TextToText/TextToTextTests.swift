import CoderConformance
import ContentCoding
import Foundation
import Synchronization
import Testing

@testable import ModelCoders

struct TextToTextTests {
  /// Finds the option that the prompt's post names the likeliest, and repeats the post.
  private final class Reader: PromptAnswering {
    let limit: Int
    let prompts = Mutex<[String]>([])

    init(limit: Int = .max) { self.limit = limit }

    func reads(_ prompt: String) -> Bool { prompt.unicodeScalars.count <= limit }

    func answer(to prompt: String, maxTokens: Int) -> String {
      prompts.withLock { $0.append(prompt) }
      return Self.post(in: prompt).filter(\.isNumber).isEmpty ? Self.post(in: prompt) : "7"
    }

    func likelihoods(of options: [String], to prompt: String) -> [AnswerLikelihood] {
      prompts.withLock { $0.append(prompt) }
      let post = Self.post(in: prompt)
      let asked = prompt.components(separatedBy: "describe the post: ").dropFirst().first?.prefix {
        $0 != "?"
      }
      return options.map { option in
        let isSo = option == "yes" ? asked.map { post.contains($0) } ?? false : post.contains(option)
        return AnswerLikelihood(sum: isSo ? -1 : -3, tokens: 2)
      }
    }

    private static func post(in prompt: String) -> String {
      String((prompt.components(separatedBy: "Post: \"").last ?? prompt).prefix { $0 != "\"" })
    }
  }

  private static let kind = Variable(
    name: "kind", type: .category, definition: "What the post is about.",
    categories: [Category(name: "sea", definition: "Water."), Category(name: "hill"), Category(name: "town")])
  private static let variables = [
    kind, Variable(name: "boat", type: .boolean, definition: "Whether a boat is named."),
    Variable(name: "things", type: .tags, categories: [Category(name: "tree"), Category(name: "car")]),
    Variable(name: "score", type: .number, range: 0...10), Variable(name: "gist", type: .openText),
  ]
  private static let posts = [
    Post(id: "1", text: "a boat on the sea 3"), Post(id: "2", text: "tree and car on a hill"), Post(id: "3"),
    Post(id: "4", text: "town \"quoted\"\nin two lines"), Post(id: "5", text: "\u{202E}"),
  ]

  private func coder(
    _ model: Reader = Reader(), _ variables: [Variable] = Self.variables,
    prompt: TextToTextParameters.Prompt = .extended
  ) -> TextToText<Reader> {
    TextToText(
      name: "t5", variables: variables, parameters: TextToTextParameters(model: "given", prompt: prompt),
      model: model)
  }

  @Test func conforms() async throws {
    let violations = try await CoderConformance(coder(), posts: Self.posts, features: GivenFeatures())
      .violations()
    #expect(violations == [])
  }

  @Test func theLikeliestAnswerIsGiven() async throws {
    let codings = try await coder().code(Self.posts, with: GivenFeatures())
    let answers = Dictionary(grouping: codings, by: \.postID).mapValues { $0.map(\.answer) }
    let first = try #require(answers["1"])
    #expect(first.map(\.value) == [.category("sea"), .boolean(true), .tags([]), .number(7), .openText("7")])
    #expect(isNear(first[0].confidence, 1 / (1 + 2 * exp(-2))))
    #expect(isNear(first[0].scores.values.reduce(0, +), 1))
    let second = try #require(answers["2"])
    #expect(second.prefix(3).map(\.value) == [.category("hill"), .boolean(false), .tags(["tree", "car"])])
    #expect(
      second[3].reason?.code == .invalidAnswer && second[4].value == .openText("tree and car on a hill"))
    #expect(answers["3"]?.allSatisfy { $0.reason?.code == .noText } == true)
    #expect(answers["5"]?.allSatisfy { $0.reason?.code == .noText } == true)
  }

  @Test func prompts() async throws {
    let model = Reader()
    _ = try await coder(model, [Self.kind]).code([Self.posts[3]], with: GivenFeatures())
    _ = try await coder(model, [Self.kind], prompt: .simple).code([Self.posts[3]], with: GivenFeatures())
    _ = try await coder(model, [Self.kind], prompt: .own("{text} => one of\n{categories}"))
      .code([Self.posts[3]], with: GivenFeatures())
    #expect(
      model.prompts.withLock { $0 } == [
        """
        Which category fits the post best? What the post is about.
        Categories:
        - sea: Water.
        - hill
        - town
        Post: "town 'quoted' in two lines"
        Answer with the name of one category.
        """,
        """
        Which category fits the post best? What the post is about.
        Categories:
        - sea
        - hill
        - town
        Post: "town 'quoted' in two lines"
        Answer with the name of one category.
        """,
        """
        town 'quoted' in two lines => one of
        - sea: Water.
        - hill
        - town
        """,
      ])
  }

  /// What is too long for the model is cut, and definitions go when cutting is not enough.
  @Test func longTextsAreCut() async throws {
    let long = Post(id: "9", text: String(repeating: "sea ", count: 500))
    var kind = Self.kind
    kind.categories[0].definition = String(repeating: "water ", count: 30)
    for (limit, hasDefinitions) in [(700, true), (400, true), (300, false), (180, false)] {
      let model = Reader(limit: limit)
      _ = try await coder(model, [kind]).code([long], with: GivenFeatures())
      let prompt = try #require(model.prompts.withLock { $0.first })
      #expect(
        prompt.unicodeScalars.count <= limit && prompt.contains("sea: water") == hasDefinitions, "\(limit)")
    }
  }
}
