import ContentCoding
import Testing

@testable import ModelCoders

@Suite("Votes of a language model")
struct GeneratedVotesTests {
  /// Answers with the word after "about" in the text that it is shown.
  private struct Echo: PromptAnswering {
    func reads(_ prompt: String) -> Bool { true }

    func answer(to prompt: String, maxTokens: Int) -> String {
      prompt.contains("about bread")
        ? "Gastronomy" : prompt.contains("about a lake") ? "Landscape" : "not busy"
    }

    func likelihoods(of options: [String], to prompt: String) -> [AnswerLikelihood] {
      options.map { AnswerLikelihood(sum: -Double($0.count), tokens: 1) }
    }
  }

  private static let kind = Variable(
    name: "kind", type: .category, categories: [Category(name: "Gastronomy"), Category(name: "Landscape")])
  private static let busy = Variable(name: "busy", type: .boolean, definition: "Many people.")

  @Test func everyTextIsAskedAbout() throws {
    let posts = [
      Post(id: "a", text: "about bread"), Post(id: "b", text: "about a lake"), Post(id: "c"),
      Post(id: "d", text: " "),
    ]
    var read = 0
    let votes = try GeneratedVotes(on: [Self.kind], texts: [.caption]).votes(of: posts, by: Echo()) {
      read += $0
    }
    #expect(votes == ["a": ["kind": "Gastronomy"], "b": ["kind": "Landscape"]])
    #expect(read == 2)
  }

  @Test func booleansAreTrueOrFalse() throws {
    let posts = [Post(id: "a", text: "an empty street")]
    let votes = try GeneratedVotes(on: [Self.busy], texts: [.caption]).votes(of: posts, by: Echo())
    #expect(votes == ["a": ["busy": "false"]])
  }
}
