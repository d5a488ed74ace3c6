import ArgumentParser
import ContentCoding
import Workflows

/// The options by which `codeframe cluster` says how clusters are found.
struct ClusterOptions: ParsableArguments {
  enum Method: String, CaseIterable, ExpressibleByArgument {
    case kmeans, iterative, hdbscan
  }

  enum Reduction: String, CaseIterable, ExpressibleByArgument {
    case none, pca, umap
  }

  @Option(help: "How clusters are found: kmeans, iterative or hdbscan.") var method = Method.kmeans
  @Option(
    name: [.customShort("k"), .long],
    help: ArgumentHelp(
      "k-means: how many clusters, or a range to choose from by mean silhouette, as in 5-30.",
      valueName: "number"))
  var clusters = ClusterCount(range: 20...20)
  @Option(
    help:
      "What is clustered: the embeddings (none), their principal components (pca) or UMAP coordinates (umap)."
  )
  var reduce: Reduction?
  @Option(help: "How many components or coordinates; 50 for pca and 20 for umap if left out.")
  var dimensions: Int?
  @Option(help: "UMAP: how many neighbours of a post count.") var neighbours = 15
  @Option(help: "hdbscan: how many posts make a cluster.") var minimumSize = 10
  @Option(help: "hdbscan: in how dense a place a post must lie; --minimum-size if left out.")
  var minimumSamples: Int?
  @Option(help: "iterative: how many posts a round draws to choose its number of clusters.")
  var draw = IterativeClustering().sample
  @Option(help: "iterative: by how much the number of clusters grows from try to try.")
  var step = IterativeClustering().step
  @Option(help: "iterative: over how many tries the fit is averaged.") var window = IterativeClustering()
    .window
  @Option(help: "iterative: the mean silhouette over which a cluster is cohesive.")
  var cohesion = IterativeClustering().cohesion
  @Option(help: "iterative: ends when so many posts are left.") var leftover = IterativeClustering().leftover

  func validate() throws {
    let least: [(String, Int, Int)] = [
      ("--dimensions", dimensions ?? 1, 1), ("--neighbours", neighbours, 2),
      ("--minimum-size", minimumSize, 2),
      ("--minimum-samples", minimumSamples ?? 1, 1), ("--draw", draw, 2), ("--step", step, 1),
      ("--window", window, 1), ("--leftover", leftover, 0),
    ]
    for (name, value, least) in least where value < least {
      throw ValidationError("\(name) takes a whole number from \(least)")
    }
    guard (-1...1).contains(cohesion) else { throw ValidationError("--cohesion takes a number from -1 to 1") }
  }

  /// The way to find clusters that the options name.
  var chosen: ClusteringMethod {
    switch method {
    case .kmeans: .kmeans(clusters: clusters.range)
    case .iterative:
      .iterative(
        IterativeClustering(sample: draw, step: step, window: window, cohesion: cohesion, leftover: leftover))
    case .hdbscan: .hdbscan(minimumSize: minimumSize, minimumSamples: minimumSamples)
    }
  }

  /// What is clustered; HDBSCAN finds little among hundreds of dimensions, so that it takes UMAP coordinates unless told otherwise.
  var reduction: ClusteringRecipe.Reduction {
    switch reduce ?? (method == .hdbscan ? .umap : .none) {
    case .none: .none
    case .pca: .pca(dimensions: dimensions ?? 50)
    case .umap: .umap(dimensions: dimensions ?? 20, neighbours: neighbours)
    }
  }
}

/// A number of clusters, or a range to choose from.
struct ClusterCount: ExpressibleByArgument, CustomStringConvertible {
  let range: ClosedRange<Int>

  init(range: ClosedRange<Int>) {
    self.range = range
  }

  init?(argument: String) {
    let numbers = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    switch (numbers.count, numbers.first ?? nil, numbers.last ?? nil) {
    case (1, .some(let count), _) where (2...10_000).contains(count): range = count...count
    case (2, .some(let least), .some(let most)) where least >= 2 && least < most && most <= 10_000:
      range = least...most
    default: return nil
    }
  }

  var description: String {
    range.lowerBound == range.upperBound ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
  }

  var defaultValueDescription: String { description }
}
