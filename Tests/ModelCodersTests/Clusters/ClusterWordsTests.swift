import Foundation
import Testing

@testable import ModelCoders

@Suite("Words of clusters")
struct ClusterWordsTests {
  @Test func weighsAsTheFormulaSays() throws {
    var words = ClusterWords(clusters: 2)
    // Cluster 0: lake 3, boat 2 = 5 words; cluster 1: lake 1, bread 4 = 5 words; A = 5.
    words.add("Lake lake boat", to: 0)
    words.add("lake boat", to: 0)
    words.add("bread bread lake", to: 1)
    words.add("bread bread", to: 1)
    let found = words.words(5)
    #expect(found[0].map(\.text) == ["boat", "lake"])
    #expect(abs(found[0][0].weight - 2.0 / 5 * log(1 + 5.0 / 2)) < 1e-12)
    #expect(abs(found[0][1].weight - 3.0 / 5 * log(1 + 5.0 / 4)) < 1e-12)
    // `lake` stands in one post of cluster 1 only.
    #expect(found[1].map(\.text) == ["bread"])
    #expect(found[1][0].posts == 2)
  }

  @Test func orderDoesNotMatterAndNothingIsRefused() {
    let texts = ["один два", "два один", "🎉 🎉 ok", "🎉 ok", "a b", "", "#ok #ok", "#ok"]
    var forwards = ClusterWords(clusters: 3)
    var backwards = ClusterWords(clusters: 3)
    for text in texts { forwards.add(text, to: 1) }
    for text in texts.reversed() { backwards.add(text, to: 1) }
    #expect(forwards.words(10) == backwards.words(10))
    #expect(Set(forwards.words(10)[1].map(\.text)) == ["один", "два", "🎉", "ok", "#ok"])
    #expect(forwards.words(10)[0].isEmpty)
    #expect(forwards.words(1)[1].count == 1)
    forwards.add("out", to: 7)
    forwards.add("out", to: -1)
    #expect(ClusterWords(clusters: 0).words(3).isEmpty)
  }
}
