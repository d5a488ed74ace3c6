import ContentCoding
import ModelCoders
import Storage

/// Keeps the study's folds: makes them once, and gives new gold posts their place.
struct FoldStore {
  let open: OpenStudy
  let cache: FeatureCache

  /// Adds the posts of `gold` to the folds, leaving out the test parts of splits and what looks like them.
  ///
  /// Posts stay together that share bytes or look alike (pHash), are marked as duplicates, are pictures of one post, or
  /// share a `group-by` column of any coder in the study's file.
  ///
  /// - Parameters:
  ///   - gold: the codings whose posts need a fold.
  ///   - storing: whether new places are kept for all coders.
  /// - Returns: the folds of every post that has one, but of those held out for a test.
  /// - Throws: ``UserError`` where fewer than two groups of gold posts are left.
  func folds(for gold: GoldCodings, storing: Bool = true) async throws -> Folds {
    let all = try await items(of: gold)
    let duplicates = try open.duplicateKeys()
    let held = Folds.notToLearn(
      from: all.map {
        let ties = [$0.groupKeys[0]] + [duplicates[$0.postID]].compactMap(\.self)
        return FoldItem(postID: $0.postID, strata: [], groupKeys: ties, hashes: $0.hashes)
      },
      holding: try heldOutPosts())
    let items = all.filter { !held.contains($0.postID) }
    let existing = try open.study.folds()
    guard
      let folds = Folds.made(
        for: items, extending: existing, count: open.configuration.folds ?? 5, seed: open.configuration.seed)
    else {
      throw UserError(
        "\(gold.coder) has coded \(Figures.count(items.count, "post")) that can be learned from; "
          + "folds need 2 or more that are not near-duplicates of each other")
    }
    let used = Set(items.compactMap { folds.assignment[$0.postID] })
    guard used.count > 1 else { throw UserError(try chained(items)) }
    if storing, folds != existing { try open.study.saveFolds(folds) }
    return Folds(count: folds.count, assignment: folds.assignment.filter { !held.contains($0.key) })
  }

  /// Parts the posts of `gold` in `train` and `test`, as folds are made: stratified, and groups whole on one side.
  ///
  /// - Parameters:
  ///   - gold: the codings whose posts are parted.
  ///   - test: the share of the test part, between 0 and 1.
  ///   - name: the split's name, from which chance derives, so that two splits differ.
  /// - Returns: the part of each post.
  /// - Throws: ``UserError`` where one part would be empty.
  func split(_ gold: GoldCodings, test: Double, name: String) async throws -> [String: String] {
    let items = try await items(of: gold)
    guard let parts = Folds.holdingOut(test, of: items, seed: open.configuration.seed, purpose: name) else {
      throw UserError("\(gold.coder) has coded too few posts to hold \(test) of them back")
    }
    return parts.mapValues { $0 ? "test" : "train" }
  }

  /// Why all gold posts are in one fold, so that nothing could be held out.
  private func chained(_ items: [FoldItem]) throws -> String {
    let columns = Set(open.configuration.coders.compactMap(\.groupBy)).sorted()
    let by = columns.isEmpty ? "" : ", or share a value of \(columns.joined(separator: " or "))"
    return
      "all \(Figures.count(items.count, "gold post")) are tied into one group, so none could be held out to check what is learned: "
      + "each looks nearly like another\(by). Code posts of other pictures"
      + (columns.isEmpty ? "" : ", or group by a column with more values")
  }

  private func items(of gold: GoldCodings) async throws -> [FoldItem] {
    let columns = try Set(open.configuration.coders.compactMap(\.groupBy)).sorted()
      .map { try (name: $0, column: open.groupColumn(named: $0)) }
    let posts = try open.study.posts(withIDs: gold.values.keys.sorted())
    let hashes = try await hashes(of: posts)
    let fifths = Self.fifths(of: gold.values)
    let duplicates = try open.duplicateKeys()
    return zip(posts, hashes).map { post, hashes in
      FoldItem(
        postID: post.id, strata: FoldItem.strata(of: gold.values[post.id] ?? [:], fifths: fifths),
        groupKeys: Self.groupKeys(of: post, columns) + [duplicates[post.id]].compactMap(\.self),
        hashes: hashes)
    }
  }

  /// Posts of the test part of any split, from which no coder learns.
  private func heldOutPosts() throws -> Set<String> {
    var held: Set<String> = []
    for name in try open.study.splits().keys {
      held.formUnion(try open.study.split(name).filter { $0.value == "test" }.keys)
    }
    return held
  }

  /// Keys that tie a post to others; the first one ties the pictures of one post.
  private static func groupKeys(of post: Post, _ columns: [(name: String, column: GroupColumn)]) -> [String] {
    ["post \(post.partOf ?? post.id)"]
      + columns.compactMap { name, column in column.value(of: post).map { "\(name) \($0)" } }
  }

  private func hashes(of posts: [Post]) async throws -> [[UInt64]] {
    let hasher = PerceptualHasher()
    let pipeline = open.pipeline(Extractors(ofMedia: [hasher]), cache: cache)
    var features = try await pipeline.features(of: posts.flatMap(\.media), by: hasher.identity)[...]
    return posts.map { post in
      let own = features.prefix(post.media.count)
      features = features.dropFirst(post.media.count)
      return own.compactMap { if case .hash(let hash) = $0 { hash } else { nil } }
    }
  }

  /// For each number variable the four values that cut its gold distribution in five.
  private static func fifths(of values: [String: [String: CodedValue]]) -> [String: [Double]] {
    var numbers: [String: [Double]] = [:]
    for ofPost in values.values {
      for (variable, value) in ofPost {
        if case .number(let number) = value { numbers[variable, default: []].append(number) }
      }
    }
    return numbers.mapValues { numbers in
      let sorted = numbers.sorted()
      return (1...4).map { sorted[sorted.count * $0 / 5] }
    }
  }
}
