import ContentCoding

/// A coder whose number of pictures that must show something was learned: each post gets the answer of the coder that asks for
/// the number learned without the post's fold.
public struct CountedCoder: Coder {
  /// Name and kind.
  public let identity: CoderIdentity
  /// The variables that are answered.
  public let variables: [Variable]
  private let counts: LearnedCounts
  private let coder: @Sendable (Int) -> any Coder

  /// A coder.
  ///
  /// - Parameters:
  ///   - counts: What was learned.
  ///   - coder: The coder that asks for so many pictures; they differ in that alone.
  public init(counts: LearnedCounts, coder: @escaping @Sendable (Int) -> any Coder) {
    let first = coder(1)
    (identity, variables) = (first.identity, first.variables)
    self.counts = counts
    self.coder = coder
  }

  /// See ``Coder/code(_:with:)``.
  public func code(_ posts: [Post], with features: any FeatureSource) async throws -> [Coding] {
    let needed = posts.map { post in
      variables.map { counts.count(of: $0.name, fold: counts.folds[post.id]) }
    }
    var answers: [Int: [String: Coding]] = [:]
    for count in Set(needed.joined()).sorted() {
      let chosen = zip(posts, needed).filter { $0.1.contains(count) }.map(\.0)
      for coding in try await coder(count).code(chosen, with: features) {
        answers[count, default: [:]]["\(coding.postID) \(coding.variable)"] = coding
      }
    }
    return zip(posts, needed).flatMap { post, needed in
      zip(variables, needed).compactMap { variable, count in
        guard var coding = answers[count]?["\(post.id) \(variable.name)"] else { return nil }
        coding.fold = counts.folds[post.id] ?? coding.fold
        if coding.answer.status == .coded { coding.answer.details["at-least"] = "\(count)" }
        return coding
      }
    }
  }
}
