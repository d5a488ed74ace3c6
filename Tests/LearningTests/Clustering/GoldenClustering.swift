import Foundation
import Learning
import Testing

/// What scikit-learn answers, made by `tools/fixtures/clustering.py`.
struct GoldenClustering: Decodable {
  struct Means: Decodable {
    let rows: [[Float]]
    let clusters: Int
    let labels: [Int]
    let centres: [[Double]]
    let inertia: Double
  }

  struct Silhouettes: Decodable {
    let rows: [[Float]]
    let labels: [Int]
    let euclidean: [Double]
    let cosine: [Double]
  }

  struct Density: Decodable {
    struct Fit: Decodable {
      let size: Int
      let samples: Int?
      let leaf: Bool
      let labels: [Int]
      let probabilities: [Double]
    }
    let name: String
    let rows: [[Float]]
    let fits: [Fit]
  }

  struct Components: Decodable {
    let rows: [[Float]]
    let count: Int
    let axes: [[Double]]
    let coordinates: [[Double]]
    let variances: [Double]
    let shares: [Double]
    let new: [[Float]]
    let transformed: [[Double]]
  }

  let tolerance: Double
  let kmeans: [Means]
  let silhouettes: [Silhouettes]
  let hdbscan: [Density]
  let components: [Components]

  static func load() throws -> GoldenClustering {
    let url = try #require(
      Bundle.module.url(forResource: "clustering", withExtension: "json", subdirectory: "Fixtures"))
    return try JSONDecoder().decode(GoldenClustering.self, from: Data(contentsOf: url))
  }
}

/// The labels as numbers by first occurrence, so that two labelings of the same partition are equal; nil stays nil.
func partition(_ labels: [Int?]) -> [Int?] {
  var known: [Int: Int] = [:]
  return labels.map { label in
    guard let label else { return nil }
    let number = known[label] ?? known.count
    known[label] = number
    return number
  }
}

/// Whether clusters are numbered by size, and equally large ones by their first row.
func areNumberedBySize(_ labels: [Int?]) -> Bool {
  let count = (labels.compactMap { $0 }.max() ?? -1) + 1
  let order = (0..<count).map { cluster in
    (labels.filter { $0 == cluster }.count, labels.firstIndex(of: cluster) ?? labels.count)
  }
  return order.allSatisfy { $0.0 > 0 }
    && zip(order, order.dropFirst()).allSatisfy { $0.0 > $1.0 || ($0.0 == $1.0 && $0.1 < $1.1) }
}
