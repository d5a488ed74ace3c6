/// HDBSCAN: clusters where rows lie densely, of any shape and density, and noise (Campello, Moulavi and Sander 2013).
///
/// The core distance of a row is that to its `minSamples`-th nearest row, itself counted; two rows are mutually reachable at
/// the largest of their Euclidean distance and both core distances. Cutting the longest edges of the minimum spanning tree
/// of these first gives a hierarchy; a part of fewer than `minClusterSize` rows falls out of its cluster, and two larger
/// parts are two new clusters. A cluster's stability is the sum over its rows of 1 / (the distance where the row
/// leaves) - 1 / (the distance where the cluster appears). As scikit-learn's `HDBSCAN`, without its epsilon and without
/// a cluster of all rows. Edges of equal length, of which there are many, for a core distance is the length of several, are
/// cut in the order in which the tree grew; scikit-learn leaves that to its sort, and a few labels hang on it.
///
/// Exact, in 64 bits: n^2 x d steps and n x d numbers of memory, meant for up to some 50,000 rows of some 20 columns
/// (say, of UMAP). The same rows in the same order give the same result, whatever the number of threads.
public struct HDBSCAN: Sendable, Codable, Equatable {
  /// Which clusters of the hierarchy are kept.
  public enum Selection: String, Sendable, Codable, CaseIterable {
    /// Those of the largest total stability, none within another: excess of mass.
    case excessOfMass = "excess-of-mass"
    /// Those that do not split further: more, and of more even size.
    case leaf
  }

  /// The fewest rows of a cluster, at least 2.
  public var minClusterSize: Int
  /// How many rows near a row make it a core row, itself counted, at least 1; nil for `minClusterSize`.
  ///
  /// More than there are rows is taken as all of them.
  public var minSamples: Int?
  /// Which clusters are kept.
  public var selection: Selection

  /// Parameters with scikit-learn's defaults.
  public init(minClusterSize: Int = 5, minSamples: Int? = nil, selection: Selection = .excessOfMass) {
    self.minClusterSize = minClusterSize
    self.minSamples = minSamples
    self.selection = selection
  }

  /// Clusters the rows of a matrix.
  ///
  /// Fewer rows than `minClusterSize`, one row and equal rows are all noise, for nothing splits off from anything.
  ///
  /// - Parameters:
  ///   - features: n x d, all finite.
  ///   - threads: how many may share the work; changes no bit of the result.
  /// - Returns: the cluster of each row, and how firmly it belongs there.
  /// - Throws: `LearningError.parameter` for a parameter out of range, `.noFeatures`, `.notFinite`, `.cancelled`.
  public func fit(_ features: Matrix, threads: Int = 1) throws(LearningError) -> HDBSCANModel {
    guard minClusterSize > 1 else {
      throw .parameter(name: "the smallest cluster", value: "\(minClusterSize)", accepted: "2 or more rows")
    }
    let samples = minSamples ?? minClusterSize
    guard samples > 0 else {
      throw .parameter(name: "the samples around a core row", value: "\(samples)", accepted: "1 or more")
    }
    try features.requireClusterable()
    let n = features.rows
    guard n >= max(minClusterSize, 2) else { return HDBSCANModel(noise: n) }
    return try ThreadTeam.sharing(threads) { () throws(LearningError) in
      let table = ColumnTable(features)
      let cores = try table.squaredCoreDistances(samples: min(samples, n))
      let edges = try table.spanningTree(squaredCores: cores)
      let tree = CondensedTree(SingleLinkage(edges), minClusterSize: minClusterSize)
      return HDBSCANModel(tree, selection)
    }
  }
}

/// What HDBSCAN found.
///
/// Clusters are numbered by size, the largest is 0; of equally large ones the one whose first row comes first.
public struct HDBSCANModel: Sendable, Equatable {
  /// The cluster of each row; nil for noise.
  public let labels: [Int?]
  /// How firmly each row belongs to its cluster, in [0, 1]; 0 for noise.
  ///
  /// 1 / (the distance where it leaves the cluster) as a share of the largest of the cluster.
  public let probabilities: [Double]
  /// The number of rows in each cluster; falls.
  public let sizes: [Int]

  init(noise count: Int) {
    labels = [Int?](repeating: nil, count: count)
    probabilities = [Double](repeating: 0, count: count)
    sizes = []
  }

  init(_ tree: CondensedTree, _ selection: HDBSCAN.Selection) {
    let homes = tree.homes(selection)
    let numbering = ClusterNumbering(homes.clusters, count: tree.clusterCount)
    labels = homes.clusters.map { $0 < 0 ? nil : numbering[$0] }
    probabilities = homes.probabilities
    sizes = numbering.sizes
  }
}
