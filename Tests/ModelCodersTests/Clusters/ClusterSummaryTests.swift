import ContentCoding
import Foundation
import Testing

@testable import ModelCoders

@Suite("Portraits of clusters")
struct ClusterSummaryTests {
  private static func clustering(_ places: [String: Clustering.Place]) -> Clustering {
    Clustering(
      name: "c", run: "r",
      recipe: ClusteringRecipe(encoder: "given", method: .kmeans(clusters: 2...2)),
      figures: ClusteringFigures(), places: places, madeAt: .distantPast)
  }

  @Test func namesTheNearestAndTheFarthest() {
    let clustering = Self.clustering([
      "a": .init(cluster: 0, distance: 0.3, silhouette: 0.5),
      "b": .init(cluster: 0, distance: 0.1, silhouette: 0.7),
      "c": .init(cluster: 0, distance: 0.1, silhouette: 0.9),
      "d": .init(cluster: 0, distance: 0.9, silhouette: -0.1),
      "e": .init(cluster: 1, distance: 0, silhouette: 0), "f": .init(cluster: nil),
    ])
    let portraits = ClusterSummary.portraits(of: clustering, showing: 2)
    #expect(portraits.map(\.cluster) == [0, 1])
    #expect(portraits[0].size == 4)
    #expect(portraits[0].medoid == "b")
    #expect(portraits[0].typical == ["b", "c"])
    #expect(portraits[0].atypical == ["d", "a"])
    #expect(abs((portraits[0].cohesion ?? 0) - 0.5) < 1e-12)
    #expect(abs((portraits[0].distance ?? 0) - 0.35) < 1e-12)
    #expect(portraits[1].typical == ["e"])
    #expect(portraits[1].atypical.isEmpty)
  }

  @Test func fewPostsAreNotShownTwice() {
    let clustering = Self.clustering([
      "a": .init(cluster: 0, distance: 1), "b": .init(cluster: 0, distance: 2),
      "c": .init(cluster: 0, distance: 3),
    ])
    let portrait = ClusterSummary.portraits(of: clustering, showing: 2).first
    #expect(portrait?.typical == ["a", "b"])
    #expect(portrait?.atypical == ["c"])
    #expect(portrait?.cohesion == nil)
    #expect(ClusterSummary.portraits(of: Self.clustering([:]), showing: 2).isEmpty)
  }
}
