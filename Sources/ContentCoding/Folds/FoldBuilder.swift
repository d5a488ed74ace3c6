/// Deals groups of posts out to folds; see ``Folds/made(for:extending:seed:)``.
struct FoldBuilder {
  private struct Group {
    var posts: [String]
    var labels: [FoldItem.Stratum: Int]
    var order: UInt64
  }

  private let groups: [Group]

  init(items: [FoldItem], seed: UInt64, purpose: String = "folds") {
    let items = items.sorted { $0.postID < $1.postID }
    let order = DrawOrder(seed: seed, purpose: purpose)
    var sets = DisjointSets(count: items.count)
    Self.unite(&sets, sharingKeysOf: items)
    Self.unite(&sets, nearDuplicatesOf: items)
    var members: [Int: [Int]] = [:]
    for index in items.indices { members[sets.representative(of: index), default: []].append(index) }
    groups = members.values.map { indices in
      Group(
        posts: indices.map { items[$0].postID },
        labels: Dictionary(indices.flatMap { Set(items[$0].strata) }.map { ($0, 1) }, uniquingKeysWith: +),
        order: order.key(of: items[indices[0]].postID))
    }.sorted { $0.order < $1.order }
  }

  private static func unite(_ sets: inout DisjointSets, sharingKeysOf items: [FoldItem]) {
    var first: [String: Int] = [:]
    for (index, item) in items.enumerated() {
      for key in item.groupKeys {
        if let other = first[key] { sets.unite(other, index) } else { first[key] = index }
      }
    }
  }

  private static func unite(_ sets: inout DisjointSets, nearDuplicatesOf items: [FoldItem]) {
    let hashes = items.enumerated().flatMap { index, item in item.hashes.map { (hash: $0, owner: index) } }
    for (position, first) in NearHashes().representatives(of: hashes.map(\.hash)).enumerated() {
      sets.unite(hashes[first].owner, hashes[position].owner)
    }
  }

  /// min(`most`, groups of the smallest label that has two groups or more); nil where there are fewer than two groups.
  func foldCount(atMost most: Int) -> Int? {
    guard groups.count >= 2 else { return nil }
    let counts = Dictionary(groups.flatMap(\.labels.keys).map { ($0, 1) }, uniquingKeysWith: +)
    return min(max(2, most), counts.values.filter { $0 >= 2 }.min() ?? groups.count, groups.count)
  }

  /// The fold of every post, each group whole in one fold.
  mutating func assignment(to count: Int, keeping existing: [String: Int]) -> [String: Int] {
    var load = [Int](repeating: 0, count: count)
    var labels = [[FoldItem.Stratum: Int]](repeating: [:], count: count)
    var assignment: [String: Int] = [:]

    func put(_ group: Group, in fold: Int) {
      load[fold] += group.posts.count
      labels[fold].merge(group.labels, uniquingKeysWith: +)
      for post in group.posts { assignment[post] = fold }
    }

    var open: [Group] = []
    for group in groups {
      let votes = Dictionary(
        group.posts.compactMap { existing[$0] }.map { ($0, 1) }, uniquingKeysWith: +)
      if let fold = votes.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) })?.key {
        put(group, in: fold)
      } else {
        open.append(group)
      }
    }
    for (group, label) in rarestFirst(open) {
      let fold = (0..<count).min { one, other in
        let have = { (fold: Int) in label.flatMap { labels[fold][$0] } ?? 0 }
        return (have(one), load[one], one) < (have(other), load[other], other)
      }
      put(group, in: fold ?? 0)
    }
    return assignment
  }

  /// The posts that lie in a group with one of `posts`.
  func posts(groupedWith posts: Set<String>) -> Set<String> {
    Set(groups.filter { group in group.posts.contains(where: posts.contains) }.flatMap(\.posts))
  }

  /// Whether each post is held back: for each label, as near as whole groups allow to `share` of its posts.
  func heldBack(_ share: Double) -> [String: Bool] {
    var dealt: [FoldItem.Stratum?: Double] = [:]
    var held: [FoldItem.Stratum?: Double] = [:]
    var result: [String: Bool] = [:]
    for (group, label) in rarestFirst(groups) {
      let size = Double(group.posts.count)
      dealt[label, default: 0] += size
      let isHeld = share * (dealt[label] ?? 0) - (held[label] ?? 0) > size / 2
      if isHeld { held[label, default: 0] += size }
      for post in group.posts { result[post] = isHeld }
    }
    return result
  }

  /// Groups with their rarest label, those of the rarest label first, large ones before small ones.
  private func rarestFirst(_ chosen: [Group]) -> [(group: Group, label: FoldItem.Stratum?)] {
    let frequency = Dictionary(groups.flatMap { $0.labels.map { ($0.key, $0.value) } }, uniquingKeysWith: +)
    func rarity(_ label: FoldItem.Stratum?) -> Int { label.flatMap { frequency[$0] } ?? .max }
    return chosen.map { group in
      let label = group.labels.keys.min {
        (rarity($0), $0.variable, $0.label) < (rarity($1), $1.variable, $1.label)
      }
      return (group, label)
    }.sorted { one, other in
      (rarity(one.label), -one.group.posts.count, one.group.order)
        < (rarity(other.label), -other.group.posts.count, other.group.order)
    }
  }
}
