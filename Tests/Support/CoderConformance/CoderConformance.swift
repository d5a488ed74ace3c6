import ContentCoding

/// What every coder must keep to, whatever its kind; see ``Coder``.
///
/// Made after scikit-learn's `check_estimator`: each rule is one check, and a violation is one sentence.
public struct CoderConformance: Sendable {
  private let coder: any Coder
  private let posts: [Post]
  private let features: any FeatureSource
  private let tolerance: Double

  /// A suite.
  ///
  /// - Parameters:
  ///   - coder: the coder under test.
  ///   - posts: at least 4 posts, one of them without media and text.
  ///   - features: where the coder reads features.
  ///   - tolerance: how far scores may differ between batches: a matrix product rounds differently by its size.
  public init(_ coder: any Coder, posts: [Post], features: any FeatureSource, tolerance: Double = 1e-5) {
    self.coder = coder
    self.posts = posts
    self.features = features
    self.tolerance = tolerance
  }

  /// The rules that the coder breaks; empty for a conforming one.
  public func violations() async throws -> [String] {
    let reference = try await coder.code(posts, with: features)
    return shape(of: reference)
      + values(of: reference)
      + (try await repetition(of: reference))
      + (try await order(of: reference))
      + (try await batches(of: reference))
      + (try await emptyInput())
      + abstention(in: reference)
      + (await cancellation())
  }

  private func shape(of codings: [Coding]) -> [String] {
    let expected = posts.flatMap { post in coder.variables.map { "\(post.id)/\($0.name)" } }
    let found = codings.map { "\($0.postID)/\($0.variable)" }
    return found == expected ? [] : ["expected one coding for each post and variable in order, got \(found)"]
  }

  private func values(of codings: [Coding]) -> [String] {
    codings.compactMap { coding in
      let answer = coding.answer
      let place = "\(coding.postID)/\(coding.variable)"
      guard let variable = coder.variables.first(where: { $0.name == coding.variable }) else {
        return "\(place): a variable that the coder does not have"
      }
      if (answer.value != nil) != (answer.status == .coded) {
        return "\(place): a value and status \(answer.status)"
      }
      if answer.status != .coded, answer.reason == nil {
        return "\(place): \(answer.status) without a reason"
      }
      if let value = answer.value, !value.isOffered(by: variable) {
        return "\(place): \(value.text) is not offered"
      }
      if let confidence = answer.confidence, !(0...1).contains(confidence) {
        return "\(place): confidence \(confidence)"
      }
      if !answer.scores.values.allSatisfy(\.isFinite) { return "\(place): a score that is not finite" }
      return nil
    }
  }

  private func repetition(of reference: [Coding]) async throws -> [String] {
    let again = try await coder.code(posts, with: features)
    return again == reference ? [] : ["asked again, the coder answers otherwise"]
  }

  private func order(of reference: [Coding]) async throws -> [String] {
    let reversed = try await coder.code(posts.reversed(), with: features)
    return differences(between: reversed, and: reference, what: "in reversed order")
  }

  private func batches(of reference: [Coding]) async throws -> [String] {
    var single: [Coding] = []
    for post in posts { single += try await coder.code([post], with: features) }
    return differences(between: single, and: reference, what: "one post at a time")
  }

  private func emptyInput() async throws -> [String] {
    try await coder.code([], with: features).isEmpty ? [] : ["no posts, yet there are codings"]
  }

  private func abstention(in codings: [Coding]) -> [String] {
    let bare = Set(posts.filter { $0.media.isEmpty && $0.text.isEmpty }.map(\.id))
    guard !bare.isEmpty else { return ["the suite needs a post without media and text"] }
    return codings.filter { bare.contains($0.postID) && $0.answer.status == .failed }.map {
      "\($0.postID)/\($0.variable): nothing to look at is an abstention, no failure"
    }
  }

  private func cancellation() async -> [String] {
    let task = Task {
      // The task cancels itself, so that the coder starts in a cancelled task whatever the scheduling.
      withUnsafeCurrentTask { $0?.cancel() }
      return try await coder.code(posts, with: features)
    }
    do {
      _ = try await task.value
      return ["cancelled, the coder goes on"]
    } catch is CancellationError {
      return []
    } catch {
      return ["cancelled, the coder throws \(error)"]
    }
  }

  private func differences(between codings: [Coding], and reference: [Coding], what: String) -> [String] {
    let expected = Dictionary(
      reference.map { ("\($0.postID)/\($0.variable)", $0) }, uniquingKeysWith: { first, _ in first })
    guard codings.count == reference.count else { return ["\(what): \(codings.count) codings"] }
    return codings.compactMap { coding in
      let place = "\(coding.postID)/\(coding.variable)"
      guard let other = expected[place] else { return "\(what): \(place) is new" }
      return isSame(coding, other) ? nil : "\(what): \(place) is answered otherwise"
    }
  }

  private func isSame(_ one: Coding, _ other: Coding) -> Bool {
    guard one.fold == other.fold, one.answer.status == other.answer.status,
      one.answer.reason == other.answer.reason,
      one.answer.scores.keys == other.answer.scores.keys
    else { return false }
    let sameValue =
      switch (one.answer.value, other.answer.value) {
      case (.number(let first), .number(let second)): abs(first - second) <= tolerance * max(1, abs(first))
      case (let first, let second): first == second
      }
    return sameValue
      && one.answer.scores.allSatisfy {
        abs($0.value - (other.answer.scores[$0.key] ?? .infinity)) <= tolerance
      }
  }
}
