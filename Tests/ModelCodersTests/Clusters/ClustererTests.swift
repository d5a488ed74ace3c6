import ContentCoding
import Foundation
import Learning
import Reliability
import Testing

@testable import ModelCoders

@Suite("Clusterer")
struct ClustererTests {
  /// Three groups of 20 posts in 8 dimensions, whose ids do not tell the group.
  private static let posts: EmbeddedPosts = {
    var generator = SplitMix64(seed: 5)
    let centres = (0..<3).map { _ in generator.vector(8) }
    let ids = (0..<60).map { String(format: "p%02d", $0 * 37 % 60) }.sorted()
    let rows = ids.indices.map { row in
      zip(centres[row % 3], generator.vector(8)).map { $0 + 0.1 * $1 }
    }
    return EmbeddedPosts(
      ids: ids, rows: (try? Matrix(rows: rows).normalisedRows()) ?? Matrix(rows: 0, columns: 0, storage: []),
      without: 0)
  }()

  private static func recipe(
    _ method: ClusteringMethod, _ reduction: ClusteringRecipe.Reduction = .none
  ) -> ClusteringRecipe {
    ClusteringRecipe(encoder: "given", reduction: reduction, method: method, seed: 3)
  }

  private static let recipes = [
    recipe(.kmeans(clusters: 3...3)), recipe(.kmeans(clusters: 2...6)),
    recipe(.kmeans(clusters: 3...3), .pca(dimensions: 2)),
    recipe(.kmeans(clusters: 3...3), .umap(dimensions: 2, neighbours: 8)),
    recipe(.hdbscan(minimumSize: 5, minimumSamples: nil)),
    recipe(.hdbscan(minimumSize: 5, minimumSamples: 2), .umap(dimensions: 3, neighbours: 8)),
  ]

  @Test(arguments: recipes)
  func findsTheGroupsThatAreThere(recipe: ClusteringRecipe) throws {
    let found = try Clusterer(recipe: recipe, threads: 2).clusters(of: Self.posts, resamples: 3)
    let groups = (0..<3).map { group in
      Set(stride(from: group, to: 60, by: 3).map { found.places[Self.posts.ids[$0]]?.cluster })
    }
    #expect(groups.allSatisfy { $0.count == 1 && $0 != [nil] }, "\(groups)")
    #expect(Set(groups).count == 3)
    #expect(try #require(found.figures.silhouette) > 0.5)
    #expect(try #require(found.figures.stability) > 0.9)
    #expect(found.centres.rows == 3)
    #expect(found.centres.columns == 8)
    #expect(found.places.values.allSatisfy { $0.distance.map { $0.isFinite && $0 >= 0 } ?? true })
  }

  @Test func aRangeIsTriedAndTheBestTaken() throws {
    let found = try Clusterer(recipe: Self.recipes[1], threads: 1).clusters(of: Self.posts, resamples: 2)
    #expect(found.figures.tried.map(\.clusters) == [2, 3, 4, 5, 6])
    #expect(found.figures.tried.max { ($0.silhouette ?? -1) < ($1.silhouette ?? -1) }?.clusters == 3)
    #expect(found.figures.tried.count(where: \.isElbow) == 1)
    #expect(found.figures.tried.allSatisfy { $0.stability != nil })
  }

  @Test func iterativeRoundsAreTold() throws {
    let recipe = Self.recipe(.iterative(IterativeClustering(sample: 60, step: 1, leftover: 3)))
    let found = try Clusterer(recipe: recipe, threads: 1).clusters(of: Self.posts)
    #expect(!found.figures.rounds.isEmpty)
    #expect(found.figures.rounds.last.map { $0.left <= 60 } == true)
    #expect(found.places.count == 60)
  }

  @Test(arguments: recipes)
  func threadsAndRepetitionChangeNothing(recipe: ClusteringRecipe) throws {
    let one = try Clusterer(recipe: recipe, threads: 1).clusters(of: Self.posts)
    let two = try Clusterer(recipe: recipe, threads: 2).clusters(of: Self.posts)
    #expect(one.places == two.places)
    #expect(one.figures == two.figures)
  }

  @Test(arguments: recipes)
  func onePostAndEqualPostsAreNoReasonToCrash(recipe: ClusteringRecipe) throws {
    for count in [1, 2, 12] {
      let posts = EmbeddedPosts(
        ids: (0..<count).map { String(format: "p%02d", $0) },
        rows: Matrix(rows: count, columns: 2, storage: Array(repeating: 0.5, count: count * 2)), without: 0)
      do {
        let found = try Clusterer(recipe: recipe, threads: 1).clusters(of: posts, resamples: 1)
        #expect(found.places.count == count)
        #expect(found.figures.silhouette == nil || found.figures.silhouette?.isFinite == true)
      } catch let error as LearningError {
        #expect(!error.description.isEmpty)
      }
    }
  }

  @Test func resamplesDoNotDependOnTheOrder() {
    let clusterer = Clusterer(recipe: Self.recipes[0], threads: 1)
    let ids = Self.posts.ids
    let drawn = Set(clusterer.draw(0, of: ids).map { ids[$0] })
    let reversed = Array(ids.reversed())
    #expect(Set(clusterer.draw(0, of: reversed).map { reversed[$0] }) == drawn)
    #expect(drawn.count == 48)
    #expect(clusterer.draw(1, of: ids) != clusterer.draw(0, of: ids))
  }
}
