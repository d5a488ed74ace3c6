import ContentCoding
import Foundation
import GRDB
import Testing

@testable import Storage

@Suite("Stored clusterings and maps") struct ClusteringsTests {
  private let posts = ["a", "b", "c"].map { Post(id: $0) }

  private func clustering(_ name: String = "k", at seconds: Double = 1_700_000_000) -> Clustering {
    Clustering(
      name: name, run: "run-1",
      recipe: ClusteringRecipe(
        encoder: EncoderChoice("clip", precision: .fp16), uses: [.caption, .column("title")],
        reduction: .umap(dimensions: 20, neighbours: 15), method: .kmeans(clusters: 2...9), seed: 7),
      figures: ClusteringFigures(
        silhouette: 0.25, silhouetteSample: 100, inertia: 3.5, stability: 0.9,
        tried: [.init(clusters: 2, inertia: 4, silhouette: nil, isElbow: true)],
        rounds: [.init(clusters: 5, kept: 2, left: 1)]),
      places: [
        "a": .init(cluster: 0, distance: 0.5, silhouette: 0.1), "b": .init(cluster: 1),
        "c": .init(cluster: nil),
      ], madeAt: Date(timeIntervalSince1970: seconds))
  }

  @Test func aClusteringComesBackAsItWent() throws {
    try withStudy { study throws in
      try study.importPosts(posts)
      try study.saveClustering(clustering())
      #expect(try study.clustering("k") == clustering())
      #expect(try study.clustering("other") == nil)
      #expect(clustering().count == 2)
      #expect(clustering().members == [["a"], ["b"]])
    }
  }

  @Test func theNewestIsFirstAndReplacesItsName() throws {
    try withStudy { study throws in
      try study.importPosts(posts)
      try study.saveClustering(clustering("old", at: 1))
      try study.saveClustering(clustering("new", at: 2))
      #expect(try study.clusterings() == ["new", "old"])
      var changed = clustering("old", at: 3)
      changed.places = ["b": .init(cluster: 0), "gone": .init(cluster: 0)]
      try study.saveClustering(changed)
      #expect(try study.clusterings() == ["old", "new"])
      #expect(try study.clustering("old")?.places == ["b": .init(cluster: 0)])
    }
  }

  @Test func forgottenPostsLeaveTheirPlaces() throws {
    try withStudy { study throws in
      try study.importPosts(posts)
      try study.saveClustering(clustering())
      try study.saveMap(
        PostMap(
          name: "m", recipe: Fingerprint(ofBytes: [1]), places: ["a": SIMD2(1, 2), "b": SIMD2(.nan, 0)],
          madeAt: Date(timeIntervalSince1970: 5)))
      #expect(try study.map("m")?.places == ["a": SIMD2(1, 2)])
      #expect(try study.map("m")?.recipe == Fingerprint(ofBytes: [1]))
      try study.pool.write { try $0.execute(sql: "DELETE FROM posts WHERE id = 'a'") }
      #expect(try study.clustering("k")?.places.keys.sorted() == ["b", "c"])
      #expect(try study.map("m")?.places.isEmpty == true)
    }
  }

  @Test func damagedRowsAreRefused() throws {
    try withStudy { study throws in
      try study.importPosts(posts)
      for damage in ["recipe = '{'", "figures = 'x'"] {
        try study.saveClustering(clustering())
        try study.pool.write { try $0.execute(sql: "UPDATE clusterings SET \(damage)") }
        #expect(throws: StorageError.self) { try study.clustering("k") }
      }
      for cluster in ["-1", "9223372036854775807"] {
        try study.saveClustering(clustering())
        try study.pool.write { try $0.execute(sql: "UPDATE cluster_posts SET cluster = \(cluster)") }
        #expect(throws: StorageError.self) { try study.clustering("k") }
      }
    }
  }
}
