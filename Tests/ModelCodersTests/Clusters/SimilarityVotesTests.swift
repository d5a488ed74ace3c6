import ContentCoding
import Testing

@testable import ModelCoders

@Suite("Votes by similarity")
struct SimilarityVotesTests {
  private static let kind = Variable(
    name: "kind", type: .category,
    categories: [
      Category(name: "Landscape-Nature", definition: "Nature in wide shots.", phrases: ["a lake"]),
      Category(name: "Gastronomy", definition: "Food and drink."),
    ])
  private static let busy = Variable(name: "isBusy", type: .boolean, definition: "Many people.")

  @Test func aDefinitionIsNameDefinitionAndPhrases() {
    #expect(
      SimilarityVotes.definition(of: "Landscape-Nature", in: Self.kind)
        == "landscape nature. Nature in wide shots. a lake")
    #expect(SimilarityVotes.definition(of: "true", in: Self.busy) == "is busy. Many people")
    #expect(SimilarityVotes.definition(of: "false", in: Self.busy) == "not is busy")
  }

  @Test func everyTextVotesForTheNearestDefinition() async throws {
    let features = GivenFeatures(features: [
      SimilarityVotes.definition(of: "Landscape-Nature", in: Self.kind): .vector([1, 0, 0]),
      SimilarityVotes.definition(of: "Gastronomy", in: Self.kind): .vector([0, 2, 0]),
      "bread": .vector([0.1, 5, 0]), "lake": .vector([3, 1, 0]), "other": .vector([0, 0, 1]),
      "zero": .vector([0, 0, 0]),
      "both": .vector([1, 1, 0]),
    ])
    let posts =
      ["bread", "lake", "other", "zero", "both", "unknown"].map { Post(id: $0, text: $0) } + [
        Post(id: "bare")
      ]
    let votes = try await SimilarityVotes(
      on: [Self.kind], extractor: GivenFeatures.extractor, texts: [.caption]
    ).votes(of: posts, from: features)
    #expect(votes["bread"] == ["kind": "Gastronomy"])
    #expect(votes["lake"] == ["kind": "Landscape-Nature"])
    #expect(votes["both"] == ["kind": "Landscape-Nature"])
    #expect(Set(votes.keys) == ["bread", "lake", "both"])
  }
}
