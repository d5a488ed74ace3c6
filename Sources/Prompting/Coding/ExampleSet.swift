import ContentCoding

/// The gold posts that a few-shot coder may show, and how they are chosen.
public struct ExampleSet: Sendable {
  let selection: ExampleSelection
  let posts: [String: Post]
  let values: [String: [String: CodedValue]]
  let other: [String: [String: String]]
  let folds: [String: Int]

  /// A set.
  ///
  /// - Parameters:
  ///   - posts: the gold posts that may be learned from; those without anything that `parameters` use are left out.
  ///   - values: gold's values by post and variable.
  ///   - other: gold's free texts beside "Other", by post and variable.
  ///   - folds: the study's folds.
  ///   - variables: what is answered.
  ///   - parameters: as the study's file says.
  ///   - seed: the study's seed.
  public init(
    posts: [Post], values: [String: [String: CodedValue]], other: [String: [String: String]] = [:],
    folds: Folds, variables: [Variable], parameters: PromptedParameters, seed: UInt64
  ) {
    let names = Set(variables.map(\.name))
    let shown = posts.filter { post in
      guard let values = values[post.id], !names.isDisjoint(with: values.keys) else { return false }
      let hasPicture = parameters.uses.contains(.image) && !post.media.isEmpty
      return hasPicture || parameters.uses.contains { post.text(of: $0) != nil }
    }
    let known = Dictionary(shown.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let shownValues = values.filter { known[$0.key] != nil }.mapValues { values in
      values.filter { names.contains($0.key) }
    }
    self.posts = known
    self.values = shownValues
    self.other = other
    self.folds = folds.assignment
    selection = ExampleSelection(
      values: shownValues, folds: folds.assignment, variables: variables, perLabel: parameters.examples,
      seed: seed)
  }

  /// The ids of the posts that are shown with `postID`, in order.
  public func examples(for postID: String) -> [String] { selection.examples(for: postID) }
}

/// Keeps the examples ready, so that their pictures are decoded once.
actor ExampleGallery {
  private let set: ExampleSet
  private let source: MaterialSource
  private let onWarning: @Sendable (String) -> Void
  private var ready: [String: GoldExample] = [:]
  private var leftOut: Set<String> = []

  init(examples set: ExampleSet, source: MaterialSource, onWarning: @escaping @Sendable (String) -> Void) {
    self.set = set
    self.source = source
    self.onWarning = onWarning
  }

  /// The examples for a post, in order; a post whose pictures cannot be read for good is left out, and told once.
  ///
  /// - Throws: ``PromptedProblem`` where an example's file is missing: without it every request would be another one.
  func examples(for postID: String) async throws -> [GoldExample] {
    var examples: [GoldExample] = []
    for id in set.examples(for: postID) {
      if let example = try await example(id) { examples.append(example) }
    }
    return examples
  }

  private func example(_ id: String) async throws -> GoldExample? {
    if let known = ready[id] { return known }
    guard !leftOut.contains(id), let post = set.posts[id] else { return nil }
    switch try await source.material(of: post) {
    case .success(let found):
      let example = GoldExample(
        found.material, values: set.values[id] ?? [:], other: set.other[id] ?? [:])
      ready[id] = example
      return example
    case .failure(let obstacle):
      let reason = obstacle.answer.reason ?? Reason(.unreadable, "it cannot be read")
      if reason.code.isTransient { throw PromptedProblem.example(id, reason) }
      if leftOut.insert(id).inserted {
        onWarning("\(id) is left out of the examples: \(reason)")
      }
      return nil
    }
  }
}
