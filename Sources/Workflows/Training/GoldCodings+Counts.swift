import ContentCoding
import Storage

extension GoldCodings {
  /// The count `name` of every post that has one, as gold's values of `variable`.
  ///
  /// A hidden count is missing, and so is one that the variable's range does not offer.
  init(counting name: String, as variable: Variable, in open: OpenStudy) throws {
    var values: [String: [String: CodedValue]] = [:]
    try open.study.forEachPage { posts in
      for post in posts {
        guard let count = post.counts[name], CodedValue.number(count).isOffered(by: variable) else {
          continue
        }
        values[post.id] = [variable.name: .number(count)]
      }
    }
    self.init(coder: open.configuration.gold, values: values)
  }

  /// These values, and those that `other` has of `variables`.
  package func joined(with other: GoldCodings, of variables: Set<String>) -> GoldCodings {
    var joined = values
    for (post, values) in other.values {
      let wanted = values.filter { variables.contains($0.key) }
      if !wanted.isEmpty { joined[post, default: [:]].merge(wanted) { own, _ in own } }
    }
    return GoldCodings(coder: coder, values: joined)
  }

  /// At most `limit` posts, drawn by a hash of `seed` and the post's id: the same ones whatever else the study holds.
  package func drawing(_ limit: Int, seed: UInt64) -> GoldCodings {
    guard values.count > limit else { return self }
    let drawn = Set(DrawOrder(seed: seed, purpose: "examples").first(limit, of: values.keys))
    return GoldCodings(coder: coder, values: values.filter { drawn.contains($0.key) })
  }
}
