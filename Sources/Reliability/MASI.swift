/// The MASI distance of two sets of tags: measuring agreement on set-valued items.
public enum MASI {
  /// 1 - Jaccard x m, in 0...1, with m = 1 for equal sets, 2/3 where one contains the other, 1/3 where
  /// they overlap, 0 where they are disjoint.
  ///
  /// Two empty sets are equal.
  ///
  /// Source: Passonneau (2006). NLTK rounds 2/3 and 1/3 to 0.67 and 0.33; here they are exact.
  public static func distance(_ first: Set<String>, _ second: Set<String>) -> Double {
    distance(first.count, second.count, shared: first.intersection(second).count)
  }

  static func distance(_ first: Int, _ second: Int, shared: Int) -> Double {
    if shared == first && shared == second { return 0 }
    let jaccard = Double(shared) / Double(first + second - shared)
    if shared == min(first, second) { return 1 - jaccard * 2 / 3 }
    return 1 - jaccard / 3
  }

  /// 1 - the share of the tags of either set that both have; 0 for two empty sets.
  static func jaccardDistance(_ first: Set<String>, _ second: Set<String>) -> Double {
    let shared = first.intersection(second).count
    let all = first.count + second.count - shared
    return all == 0 ? 0 : 1 - Double(shared) / Double(all)
  }
}
