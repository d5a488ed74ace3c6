import ContentCoding
import Reliability

/// Gold posts drawn from a seed: labels of unequal frequency, accounts, pictures with near-duplicates.
struct RandomGold {
  private var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  /// Posts with one label each, and neither groups nor pictures.
  mutating func plain(_ count: Int, labels: Int, from first: Int = 0) -> [FoldItem] {
    (first..<first + count).map { post in
      let label = min(random.next(below: labels), random.next(below: labels))
      return FoldItem(postID: "post \(post)", strata: [.init(variable: "v", label: "\(label)")])
    }
  }

  /// Posts with up to three variables, of which a third share an account and a fifth a picture but for a few bits.
  mutating func grouped(_ count: Int, from first: Int = 0) -> [FoldItem] {
    var items: [FoldItem] = []
    for post in first..<first + count {
      var item = FoldItem(postID: "post \(post)", strata: [])
      for variable in ["u", "v", "w"] where random.next(below: 4) > 0 {
        item.strata.append(.init(variable: variable, label: "\(random.next(below: 4))"))
      }
      if random.next(below: 3) == 0 { item.groupKeys = ["account \(random.next(below: count))"] }
      item.hashes = [random.next()]
      if !items.isEmpty, random.next(below: 5) == 0 {
        let twin = items[random.next(below: items.count)]
        item.hashes.append((twin.hashes.first ?? 0) ^ (1 << UInt64(random.next(below: 64))))
      }
      items.append(item)
    }
    return items
  }

  mutating func shuffled(_ items: [FoldItem]) -> [FoldItem] {
    items.shuffled(using: &random)
  }

  /// Pairs of posts that must stay together, found by comparing every post with every other.
  static func ties(among items: [FoldItem]) -> [(String, String)] {
    var ties: [(String, String)] = []
    for (position, one) in items.enumerated() {
      for other in items[(position + 1)...] where areTied(one, other) {
        ties.append((one.postID, other.postID))
      }
    }
    return ties
  }

  private static func areTied(_ one: FoldItem, _ other: FoldItem) -> Bool {
    for key in one.groupKeys where other.groupKeys.contains(key) { return true }
    for hash in one.hashes {
      for second in other.hashes where (hash ^ second).nonzeroBitCount <= 6 { return true }
    }
    return false
  }

  /// For each post the smallest id of the posts that `ties` lead to, through any number of others.
  static func groups(of items: [FoldItem], tied ties: [(String, String)]) -> [String: String] {
    var groups = Dictionary(uniqueKeysWithValues: items.map { ($0.postID, $0.postID) })
    var changed = true
    while changed {
      changed = false
      for (one, other) in ties where groups[one] != groups[other] {
        let smaller = min(groups[one] ?? one, groups[other] ?? other)
        groups[one] = smaller
        groups[other] = smaller
        changed = true
      }
    }
    return groups
  }
}
