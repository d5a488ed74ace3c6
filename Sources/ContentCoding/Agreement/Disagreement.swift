import Reliability

/// A post on which coders differ, and how often the same two answers meet elsewhere.
public struct Disagreement: Sendable, Equatable {
  /// The post's id.
  public let post: String
  /// Each coder's answer as it is written; nil where there is none.
  public let answers: [String?]
  /// The two answers of the post that are confused most often, sorted; for numbers the least and the greatest.
  public let pair: [String]
  /// How often two coders gave these two answers to one post.
  ///
  /// Of numbers, which hardly ever meet twice, 1.
  public let times: Int
}

extension CodingMatrix {
  /// The posts on which coders differ.
  ///
  /// - Parameter posts: The posts that count; nil for all.
  /// - Returns: Those first whose two answers are confused most often; of numbers those that are farthest apart.
  public func disagreements(among posts: Set<String>? = nil) -> [Disagreement] {
    let places = self.posts.indices.filter { posts?.contains(self.posts[$0]) ?? true }
    let codes = codings(at: places, missing: nil as CodedValue?) { $0 }
    var confused: [Pair: Int] = [:]
    for post in places.indices {
      let given = codes.compactMap { $0[post] }
      for (place, first) in given.enumerated() {
        for second in given[(place + 1)...] where first != second {
          confused[Pair(first, second), default: 0] += 1
        }
      }
    }
    var found: [(disagreement: Disagreement, weight: Double)] = []
    for (post, place) in places.enumerated() {
      let answers = codes.map { $0[post] }
      let given = Set(answers.compactMap(\.self))
      guard given.count > 1 else { continue }
      let pair: Pair
      let weight: Double
      let numbers = given.compactMap(\.numberValue)
      if let least = numbers.min(), let greatest = numbers.max() {
        pair = Pair(.number(least), .number(greatest), ordered: true)
        weight = greatest - least
      } else {
        let pairs = Pair.all(of: given)
        pair =
          pairs.max { (confused[$0] ?? 0, $1) < (confused[$1] ?? 0, $0) } ?? pairs[0]
        weight = Double(confused[pair] ?? 0)
      }
      found.append(
        (
          Disagreement(
            post: self.posts[place], answers: answers.map { $0?.text }, pair: pair.texts,
            times: confused[pair] ?? 1), weight
        ))
    }
    return found.sorted {
      ($1.weight, $0.disagreement.pair.joined(), $0.disagreement.post)
        < ($0.weight, $1.disagreement.pair.joined(), $1.disagreement.post)
    }.map(\.disagreement)
  }

  /// Two answers, whichever coder gave which.
  private struct Pair: Hashable, Comparable {
    let texts: [String]

    init(_ first: CodedValue, _ second: CodedValue, ordered: Bool = false) {
      let texts = [first.text, second.text]
      self.texts = ordered ? texts : texts.sorted()
    }

    static func < (first: Pair, second: Pair) -> Bool {
      first.texts.lexicographicallyPrecedes(second.texts)
    }

    static func all(of answers: Set<CodedValue>) -> [Pair] {
      let sorted = answers.sorted { $0.text < $1.text }
      return sorted.indices.flatMap { first in
        sorted[(first + 1)...].map { Pair(sorted[first], $0) }
      }
    }
  }
}
