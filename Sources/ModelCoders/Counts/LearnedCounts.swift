import ContentCoding

/// In how many pictures of a post something must be seen, learned from gold: by variable, from all gold posts and from those
/// outside each fold.
public struct LearnedCounts: Codable, Hashable, Sendable {
  /// The number for posts that are not gold, and for each fold the one that was learned from the other folds.
  struct Count: Codable, Hashable, Sendable {
    let whole: Int
    let heldOut: [Int]
    /// How many gold posts were learned from; where there were none the numbers are 1.
    let examples: Int
  }

  let counts: [String: Count]
  /// The fold of every gold post.
  public let folds: Folds

  /// No post needs more pictures than this.
  public static let limit = 64

  /// The number for a post of `fold`; nil is a post that is not gold.
  func count(of variable: String, fold: Int?) -> Int {
    guard let found = counts[variable] else { return 1 }
    return PerFold(whole: found.whole, heldOut: found.heldOut)[fold]
  }

  /// Learns how many pictures of a post must show something.
  ///
  /// The number is the smallest of those under which most of gold's answers are given; of tags, most labels. What it is for the
  /// posts of a fold is decided by the other folds, whose answers are those of what did not learn from them.
  ///
  /// - Parameters:
  ///   - posts: The gold posts.
  ///   - values: Gold's values, by post and variable.
  ///   - folds: The study's folds.
  ///   - variables: Boolean and tags variables.
  ///   - features: Where the coder reads features.
  ///   - coder: The coder that asks for so many pictures.
  /// - Throws: What the coder throws.
  public init(
    of posts: [Post], values: [String: [String: CodedValue]], folds: Folds, variables: [Variable],
    features: any FeatureSource, coder: (Int) -> any Coder
  ) async throws {
    let posts = posts.filter { folds[$0.id] != nil }
    var credits: [String: [[Double]]] = [:]
    var examples: [String: [String]] = [:]
    for variable in variables {
      examples[variable.name] = posts.map(\.id).filter {
        values[$0]?[variable.name]?.isOffered(by: variable) == true
      }
    }
    for count in 1...Self.limit {
      let codings = try await coder(count).code(posts, with: features)
      let answers = Dictionary(grouping: codings, by: \.variable).mapValues { codings in
        Dictionary(codings.map { ($0.postID, $0.answer.value) }, uniquingKeysWith: { first, _ in first })
      }
      for variable in variables {
        credits[variable.name, default: []].append(
          (examples[variable.name] ?? []).map { post in
            Self.credit(answers[variable.name]?[post] ?? nil, values[post]?[variable.name], variable)
          })
      }
      if !codings.contains(where: { $0.answer.value?.isSeen == true }) { break }
    }
    var counts: [String: Count] = [:]
    for variable in variables {
      let ids = examples[variable.name] ?? []
      let ofCounts = credits[variable.name] ?? []
      let learned = PerFold(folds: folds.count) { fold in
        let rows = ids.indices.filter { folds[ids[$0]] != fold }
        let sums = ofCounts.map { credits in rows.reduce(0) { $0 + credits[$1] } }
        return 1 + (sums.indices.max { (sums[$0], -$0) < (sums[$1], -$1) } ?? 0)
      }
      counts[variable.name] = Count(whole: learned.whole, heldOut: learned.heldOut, examples: ids.count)
    }
    self.counts = counts
    self.folds = folds
  }

  /// 1 for gold's answer, of tags the share of labels that are told as gold tells them; 0 without an answer.
  private static func credit(_ answer: CodedValue?, _ truth: CodedValue?, _ variable: Variable) -> Double {
    guard let answer, let truth else { return 0 }
    guard case .tags(let given) = answer, case .tags(let wanted) = truth else {
      return answer == truth ? 1 : 0
    }
    return 1 - Double(given.symmetricDifference(wanted).count) / Double(max(1, variable.labels.count))
  }

  /// One line for each variable: what was learned, and from how many posts.
  public var summary: [String] {
    counts.sorted { $0.key < $1.key }.map { name, count in
      count.examples == 0
        ? "\(name): no gold post to learn from in how many pictures it must be seen, so one is enough"
        : "\(name): seen in at least \(Figures.count(count.whole, "picture")), learned from \(Figures.count(count.examples, "post"))"
    }
  }
}

extension CodedValue {
  /// Whether anything was seen.
  fileprivate var isSeen: Bool {
    switch self {
    case .boolean(let flag): flag
    case .tags(let tags): !tags.isEmpty
    case .category, .number, .openText: true
    }
  }
}
