import Foundation

/// How far a clustering agrees with categories, or with another clustering, whatever the clusters are called.
///
/// From the contingency table: n_ij units are in class i and cluster j, with sums a_i and b_j, and n in all. Rand's and
/// the information measures do not change when classes and clusters change places; purity does.
public struct ClusterComparison: Sendable, Equatable {
  /// n: the units that have both a class and a cluster.
  public let units: Int
  /// The units left out because one of the two is missing (a post left over, noise, no gold coding).
  public let leftOut: Int
  /// How many classes occur among the units.
  public let classes: Int
  /// K: how many clusters occur among the units.
  ///
  /// Always report it with the purity, which grows with it.
  public let clusters: Int

  private let cells: [Cell]
  private let classSizes: [Int]
  private let clusterSizes: [Int]

  private struct Cell: Equatable {
    let category: Int
    let cluster: Int
    let count: Int
  }

  /// Compares two labelings of the same units.
  ///
  /// - Parameters:
  ///   - classes: The class of each unit; nil leaves the unit out.
  ///   - clusters: The cluster of each unit; nil leaves the unit out.
  /// - Throws: ``ReliabilityError/differentLengths(what:expected:found:)``.
  public init<Class: Hashable, Cluster: Hashable>(
    classes: [Class?], clusters: [Cluster?]
  ) throws(ReliabilityError) {
    guard classes.count == clusters.count else {
      throw .differentLengths(what: "The clusters", expected: classes.count, found: clusters.count)
    }
    var rows = Codes<Class>()
    var columns = Codes<Cluster>()
    var pairs: [Int: Int] = [:]
    var units = 0
    for case (let category?, let cluster?) in zip(classes, clusters) {
      units += 1
      // Below 2^31 of each, as there are below 2^31 units in any table that fits in memory.
      pairs[rows.code(category) << 31 | columns.code(cluster), default: 0] += 1
    }
    self.units = units
    leftOut = classes.count - units
    classSizes = rows.sizes
    clusterSizes = columns.sizes
    self.classes = classSizes.count
    self.clusters = clusterSizes.count
    cells = pairs.sorted { $0.key < $1.key }.map {
      Cell(category: $0.key >> 31, cluster: $0.key & (1 << 31 - 1), count: $0.value)
    }
  }

  /// The adjusted Rand index (Hubert and Arabie 1985), in [-0.5, 1]; 0 is what chance gives, 1 the same partition.
  ///
  /// With S = sum n_ij^2, A = sum a_i^2, B = sum b_j^2 and the ordered pairs that both put together, tp = S - n, only
  /// the clusters, fp = B - S, only the classes, fn = A - S, and neither, tn = n^2 - tp - fp - fn - n:
  /// 2 (tp tn - fn fp) / ((tp + fn)(fn + tn) + (tp + fp)(fp + tn)). It is 1 where fn = fp = 0, so for one cluster
  /// against one class and for one unit; undefined without units. As scikit-learn's `adjusted_rand_score`.
  public var adjustedRandIndex: Estimate<Double> {
    guard units > 0 else { return .undefined(.noObservations) }
    func squares(_ counts: some Sequence<Int>) -> Double {
      counts.reduce(0) { $0 + Double($1) * Double($1) }
    }
    let both = squares(cells.lazy.map(\.count))
    let tp = both - Double(units)
    let fn = squares(classSizes) - both
    let fp = squares(clusterSizes) - both
    guard fn > 0 || fp > 0 else { return .defined(1) }
    let tn = Double(units) * Double(units) - tp - fp - fn - Double(units)
    return .ratio(
      2 * (tp * tn - fn * fp), (tp + fn) * (fn + tn) + (tp + fp) * (fp + tn), orUndefined: .noObservations)
  }

  /// The normalised mutual information, in [0, 1]: I / ((H(classes) + H(clusters)) / 2).
  ///
  /// I = sum n_ij / n log(n n_ij / (a_i b_j)), H = -sum (a_i / n) log(a_i / n). It is 1 for one cluster against one class,
  /// 0 where I is; undefined without units. As scikit-learn's `normalized_mutual_info_score` with the arithmetic mean.
  public var normalisedMutualInformation: Estimate<Double> {
    guard units > 0 else { return .undefined(.noObservations) }
    guard classes > 1 || clusters > 1 else { return .defined(1) }
    guard classes > 1, clusters > 1 else { return .defined(0) }
    let n = Double(units)
    func entropy(_ sizes: [Int]) -> Double {
      -sizes.reduce(0) { $0 + Double($1) / n * log(Double($1) / n) }
    }
    let information = cells.reduce(0.0) { sum, cell in
      let (row, column) = (Double(classSizes[cell.category]), Double(clusterSizes[cell.cluster]))
      return sum + Double(cell.count) / n * log(n * Double(cell.count) / (row * column))
    }
    // Of independent labelings only rounding is left, some 1e-16 on either side of 0.
    guard information > 1e-15 else { return .defined(0) }
    return .defined(min(2 * information / (entropy(classSizes) + entropy(clusterSizes)), 1))
  }

  /// The share of units that are of the most frequent class of their cluster, in (0, 1]: sum over j of max_i n_ij / n.
  ///
  /// One cluster for each unit has purity 1: always give ``clusters`` with it. Undefined without units.
  public var purity: Estimate<Double> {
    var most = [Int](repeating: 0, count: clusters)
    for cell in cells { most[cell.cluster] = max(most[cell.cluster], cell.count) }
    return .ratio(Double(most.reduce(0, +)), Double(units), orUndefined: .noObservations)
  }
}

/// Labels numbered as they first occur, and counted.
private struct Codes<Label: Hashable> {
  private(set) var sizes: [Int] = []
  private var known: [Label: Int] = [:]

  mutating func code(_ label: Label) -> Int {
    if let code = known[label] {
      sizes[code] += 1
      return code
    }
    known[label] = sizes.count
    sizes.append(1)
    return sizes.count - 1
  }
}
