/// Finds the groups of 64-bit hashes that hang together by small Hamming distances, without listing pairs.
///
/// Hashes within ``distance`` of each other are tied, and ties chain: a group is a connected component. Two hashes that
/// differ in at most t bits agree in at least m - t of m chunks, wherever these are cut. So for each choice of m - t
/// chunks the hashes are dealt into buckets by the bits of these chunks, and only within a bucket they are compared
/// (pigeonhole principle; multi-index hashing: Norouzi, Punjani and Fleet, CVPR 2012). m is chosen by the number of
/// hashes, and where nothing would be gained all lie in one bucket. Equal hashes are one from the start, and what is
/// tied already is not compared again, so that buckets full of copies cost little.
///
/// The groups are exact and depend on neither the order of the hashes nor m. Memory is some 60 bytes for each hash.
public struct NearHashes: Hashable, Sendable {
  /// The distance where none is given.
  public static let usualDistance = 6

  /// The most bits in which two hashes may differ that are tied, 0 to 64.
  public let distance: Int

  /// A search by `distance`; values outside 0 to 64 are brought inside.
  public init(distance: Int = NearHashes.usualDistance) {
    self.distance = min(64, max(0, distance))
  }

  /// The groups of two and more.
  ///
  /// - Parameters:
  ///   - hashes: any number, in any order.
  ///   - progress: told the shares of the work that are done, rising to 1; what it throws ends the search.
  /// - Returns: positions in `hashes`, each group sorted, and the groups by their first position.
  /// - Throws: what `progress` throws.
  public func groups(of hashes: [UInt64], progress: (Double) throws -> Void) rethrows -> [[Int]] {
    let members = try representatives(of: hashes, progress: progress)
    var counts = [Int32](repeating: 0, count: hashes.count)
    for member in members { counts[member] += 1 }
    var places = [Int](repeating: 0, count: hashes.count)
    var groups: [[Int]] = []
    for (position, member) in members.enumerated() where counts[member] > 1 {
      if member == position {
        places[member] = groups.count
        groups.append([])
      }
      groups[places[member]].append(position)
    }
    return groups
  }

  /// The groups of two and more: positions in `hashes`, each group sorted, and the groups by their first position.
  public func groups(of hashes: [UInt64]) -> [[Int]] { groups(of: hashes) { _ in } }

  /// For each hash the first position of its group, which is its own where it is alone.
  public func representatives(of hashes: [UInt64]) -> [Int] { representatives(of: hashes) { _ in } }

  private func representatives(
    of hashes: [UInt64], progress: (Double) throws -> Void
  ) rethrows -> [Int] {
    // Equal hashes lie side by side, the first position first.
    let order = hashes.indices.sorted { (hashes[$0], $0) < (hashes[$1], $1) }
    var distinct: [UInt64] = []
    var places = [Int32](repeating: 0, count: hashes.count)
    var firsts: [Int32] = []
    for position in order {
      if distinct.last != hashes[position] {
        distinct.append(hashes[position])
        firsts.append(Int32(position))
      }
      places[position] = Int32(distinct.count - 1)
    }
    var sets = try sets(of: distinct, progress: progress)
    var least = [Int](repeating: .max, count: distinct.count)
    for place in distinct.indices {
      let root = sets.representative(of: place)
      least[root] = min(least[root], Int(firsts[place]))
    }
    return places.map { least[sets.representative(of: Int($0))] }
  }

  private func sets(of distinct: [UInt64], progress: (Double) throws -> Void) rethrows -> DisjointSets {
    var search = HashBuckets(hashes: distinct, distance: distance)
    let masks = ChunkMasks(count: distinct.count, distance: distance).masks
    for (number, mask) in masks.enumerated() {
      try progress(Double(number) / Double(masks.count))
      search.unite(agreeingIn: mask)
    }
    try progress(1)
    return search.sets
  }
}
