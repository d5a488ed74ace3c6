import ContentCoding
import Testing

@testable import ModelCoders

@Suite("Descriptions of posts")
struct PostDescriptionsTests {
  private struct Table: CodingSource {
    func codings(of coders: [String], for posts: [Post]) async throws -> CodingTable {
      var table = CodingTable()
      let answer = Answer.coded(.category("sea"), details: ["description": "A boat on a lake."])
      table.add(Coding(postID: "a", variable: "second", answer: answer), of: "llava")
      table.add(
        Coding(postID: "b", variable: "first", answer: .failed(Reason(.network, "no answer"))), of: "llava")
      table.add(Coding(postID: "c", variable: "first", answer: answer), of: "another")
      return table
    }
  }

  @Test func standInTheirColumnOrLeaveItBlank() async throws {
    let descriptions = PostDescriptions(by: "llava", answering: ["first", "second"], in: Table())
    let posts = try await descriptions.describing(["a", "b", "c"].map { Post(id: $0, text: "caption") })
    let embedded = ClusterParameters(uses: [], descriptions: "llava").embedded
    #expect(posts.map { $0.text(of: embedded) } == ["A boat on a lake.", nil, nil])
    #expect(posts.allSatisfy { $0.text == "caption" })
  }
}
