import ContentCoding
import Testing

@testable import ModelCoders

@Suite("Embedded posts")
struct EmbeddedPostsTests {
  @Test func areSortedNormalisedAndCounted() async throws {
    var features = GivenFeatures()
    let posts = [
      features.post("b", [.vector([3, 4])]), features.post("a", [.vector([2, 0]), .vector([0, 1])]),
      features.post("c", [.missing(Reason(.unreadable, "no picture"))]), Post(id: "d"),
      features.post("e", [.vector([1, 2, 3])]),
    ]
    for order in [posts, [posts[1], posts[0], posts[3], posts[4], posts[2]]] {
      var collector = EmbeddedPosts.Collector(extractor: GivenFeatures.extractor, uses: [.image])
      try await collector.add(Array(order.prefix(2)), from: features)
      try await collector.add(Array(order.dropFirst(2)), from: features)
      let found = try collector.posts()
      #expect(found.ids == ["a", "b"])
      #expect(found.without == 3)
      #expect(abs(found.rows[0, 0] - Float(0.5).squareRoot()) < 1e-6)
      #expect(abs(found.rows[1, 1] - 0.8) < 1e-6)
    }
    let nobody = try EmbeddedPosts.Collector(extractor: GivenFeatures.extractor, uses: [.image]).posts()
    #expect(nobody.ids.isEmpty)
  }
}
