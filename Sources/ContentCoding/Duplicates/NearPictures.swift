/// Ties pictures that look alike: by pHash, confirmed by dHash.
///
/// pHash sees the coarse pattern of a whole picture, dHash the small steps from left to right. Cards with text and
/// screenshots fall together by one of them now and then, seldom by both. A group is tied by both: within it each picture
/// hangs together with the others by pHashes that differ in ``distance`` bits or fewer, and by dHashes that differ in
/// ``differenceDistance`` bits or fewer; ties chain.
///
/// A picture without pattern (flat, or a plain gradient) has a pHash like every other such picture, so it ties none.
public struct NearPictures: Hashable, Sendable {
  /// The most bits in which the pHashes of two tied pictures differ.
  public let distance: Int

  /// A search by `distance`; values outside 0 to 64 are brought inside.
  public init(distance: Int = Folds.nearDuplicateDistance) {
    self.distance = min(64, max(0, distance))
  }

  /// The most bits in which the dHashes of two tied pictures differ: a third more than of pHashes.
  ///
  /// Copies at another size or quality differ in about as many bits of the one as of the other, at times in some more.
  public var differenceDistance: Int { min(64, distance + distance / 3) }

  /// Whether a pHash tells a pattern.
  ///
  /// Of a picture with one, half the 64 coefficients lie above their median, so half the bits are set. Where fewer than 12
  /// are, most coefficients are 0: those of flat pictures set 1 bit, those of a gradient at most 8.
  public static func hasPattern(_ perceptual: UInt64) -> Bool { perceptual.nonzeroBitCount >= 12 }

  /// Groups that pHashes alone would make: what needs a dHash.
  ///
  /// - Parameters:
  ///   - perceptual: the pHash of each picture; nil where it has none.
  ///   - progress: told the shares of the work that are done, rising to 1; what it throws ends the search.
  /// - Returns: positions in `perceptual`, groups of two and more.
  /// - Throws: what `progress` throws.
  public func candidates(
    _ perceptual: [UInt64?], progress: (Double) throws -> Void
  ) rethrows -> [[Int]] {
    let usable = perceptual.indices.filter { perceptual[$0].map(Self.hasPattern) ?? false }
    return try Self.groups(of: usable, by: perceptual, distance: distance, progress: progress)
  }

  /// The groups that hang together by both hashes.
  ///
  /// - Parameters:
  ///   - candidates: what ``candidates(_:progress:)`` found.
  ///   - perceptual: the pHash of each picture.
  ///   - difference: the dHash of each picture; one that lacks it is tied to none.
  ///   - progress: called before each group is looked at; what it throws ends the search.
  /// - Returns: positions, groups of two and more, each sorted, by their first position.
  /// - Throws: what `progress` throws.
  public func groups(
    within candidates: [[Int]], perceptual: [UInt64?], difference: [UInt64?],
    progress: () throws -> Void
  ) rethrows -> [[Int]] {
    // What is open hangs together by the other hash; where it does so by this one too, it is a group.
    var open = candidates.map { (positions: $0, isByDifference: true) }
    var groups: [[Int]] = []
    while let next = open.popLast() {
      try progress()
      let parts =
        next.isByDifference
        ? Self.groups(of: next.positions, by: difference, distance: differenceDistance) { _ in }
        : Self.groups(of: next.positions, by: perceptual, distance: distance) { _ in }
      for part in parts {
        if part.count == next.positions.count {
          groups.append(part)
        } else {
          open.append((part, !next.isByDifference))
        }
      }
    }
    return groups.sorted { $0[0] < $1[0] }
  }

  private static func groups(
    of positions: [Int], by hashes: [UInt64?], distance: Int, progress: (Double) throws -> Void
  ) rethrows -> [[Int]] {
    let known = positions.filter { hashes[$0] != nil }
    return try NearHashes(distance: distance).groups(
      of: known.compactMap { hashes[$0] }, progress: progress
    ).map { group in group.map { known[$0] } }
  }
}
