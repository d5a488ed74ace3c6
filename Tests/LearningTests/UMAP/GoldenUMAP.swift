import Foundation
import Learning
import Testing

/// What umap-learn and scikit-learn answer, made by `tools/fixtures/umap_golden.py`.
struct GoldenUMAP: Decodable {
  struct Curve: Decodable {
    let minimumDistance: Double
    let spread: Double
    let a: Double
    let b: Double

    private enum CodingKeys: String, CodingKey {
      case spread, a, b
      case minimumDistance = "minimum_distance"
    }
  }

  struct Graph: Decodable {
    let name: String
    let metric: NeighbourMetric
    let k: Int
    let rows: [[Float]]
    let indices: [[Int32]]
    let distances: [[Double]]
    /// Row, column, weight.
    let edges: [[Double]]
  }

  struct Trust: Decodable {
    let metric: NeighbourMetric
    let k: Int
    let rows: [[Float]]
    let embedding: [[Float]]
    let value: Double
  }

  struct Map: Decodable {
    let rows: [[Float]]
    let trustworthiness: Double
  }

  let tolerance: Double
  let curves: [Curve]
  let graphs: [Graph]
  let trustworthiness: [Trust]
  let map: Map

  static func load() throws -> GoldenUMAP {
    let url = try #require(
      Bundle.module.url(forResource: "umap", withExtension: "json", subdirectory: "Fixtures"))
    return try JSONDecoder().decode(GoldenUMAP.self, from: Data(contentsOf: url))
  }
}
