/// The parts of the gold posts for cross-validation: study state, shared by all coders.
public struct Folds: Codable, Hashable, Sendable {
  /// How many folds there are; at least 2.
  public let count: Int
  /// The fold of each gold post, from 0.
  public private(set) var assignment: [String: Int]

  /// Folds as they were stored.
  public init(count: Int, assignment: [String: Int]) {
    self.count = count
    self.assignment = assignment
  }

  /// The fold of the post `id`; nil where it is no gold post.
  public subscript(id: String) -> Int? {
    assignment[id]
  }

  /// The pHash distance at and under which two pictures count as near-duplicates.
  public static let nearDuplicateDistance = NearHashes.usualDistance

  /// So many folds there can be.
  public static let counts = 2...20

  /// Makes folds for `items`, or adds the new ones to `existing`.
  ///
  /// Posts that share a group key, or have pictures within ``nearDuplicateDistance``, form a group, and a group lies in one
  /// fold. Groups are dealt out by iterative stratification (Sechidis, Tsoumakas and Vlahavas, 2011, simplified): the group
  /// with the rarest label first, to the fold that has fewest of that label, then fewest posts. Ties fall by a hash of seed
  /// and post id, so the order of `items` does not matter.
  ///
  /// A post that has a fold keeps it, with one exception: where a new post ties two groups of different folds together, the
  /// smaller one moves, for near-duplicates on both sides would make the out-of-fold answers look better than they are.
  ///
  /// The number of folds is min(`count`, the number of groups that hold the smallest label), labels with fewer than 2 groups left
  /// out; it stays when gold grows.
  ///
  /// Of `existing`, places outside its folds count as none, and the whole where its number of folds is not in ``counts``: a
  /// damaged study is no reason to crash.
  ///
  /// - Returns: the folds, or nil where fewer than two groups exist, so that nothing can be held out.
  public static func made(
    for items: [FoldItem], extending existing: Folds? = nil, count wanted: Int = 5, seed: UInt64
  ) -> Folds? {
    var builder = FoldBuilder(items: items, seed: seed)
    let usable = existing.flatMap { counts.contains($0.count) ? $0 : nil }
    guard let count = usable?.count ?? builder.foldCount(atMost: wanted) else { return nil }
    let kept = (usable?.assignment ?? [:]).filter { (0..<count).contains($0.value) }
    let assignment = builder.assignment(to: count, keeping: kept)
    return Folds(count: count, assignment: kept.merging(assignment) { _, new in new })
  }

  /// Holds a share of `items` back for a test, stratified, and groups whole on one side as in folds.
  ///
  /// - Parameters:
  ///   - share: the share to hold back, between 0 and 1.
  ///   - items: the posts.
  ///   - seed: the study's seed.
  ///   - purpose: the split's name, so that two splits of one study differ.
  /// - Returns: for each post whether it is held back; nil where one side would be empty.
  public static func holdingOut(
    _ share: Double, of items: [FoldItem], seed: UInt64, purpose: String
  ) -> [String: Bool]? {
    let held = FoldBuilder(items: items, seed: seed, purpose: "split \(purpose)").heldBack(share)
    return held.values.contains(true) && held.values.contains(false) ? held : nil
  }

  /// The posts that must not be learned from because a test holds them, or a post that looks like them.
  ///
  /// - Parameters:
  ///   - items: posts with their hashes; group keys count too, so pass those alone that tie pictures of one post.
  ///   - held: the posts of test parts.
  /// - Returns: `held` and every item in a group with one of it.
  public static func notToLearn(from items: [FoldItem], holding held: Set<String>) -> Set<String> {
    held.isEmpty ? [] : held.union(FoldBuilder(items: items, seed: 0).posts(groupedWith: held))
  }
}
