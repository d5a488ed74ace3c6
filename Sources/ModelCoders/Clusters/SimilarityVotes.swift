import ContentCoding

/// Lets texts vote for the category whose definition lies nearest to them in an encoder's space.
public struct SimilarityVotes: Sendable {
  private let variables: [Variable]
  private let extractor: ExtractorIdentity
  private let texts: [PostPart]

  /// A vote.
  ///
  /// - Parameters:
  ///   - variables: what is voted on; category and boolean variables.
  ///   - extractor: the encoder of the texts and the definitions.
  ///   - texts: what of a post is its text.
  public init(on variables: [Variable], extractor: ExtractorIdentity, texts: [PostPart]) {
    self.variables = variables
    self.extractor = extractor
    self.texts = texts
  }

  /// The label nearest to each post's text, by post and variable.
  ///
  /// Posts without text do not vote, nor does a text that is near to none (no cosine above 0). Of equally near labels the
  /// first of the codebook wins.
  public func votes(
    of posts: [Post], from features: any FeatureSource
  ) async throws -> [String: [String: String]] {
    let speaking = posts.compactMap { post in post.text(of: texts).map { (id: post.id, text: $0) } }
    let vectors = try await vectors(of: speaking.map(\.text), from: features)
    var votes: [String: [String: String]] = [:]
    for variable in variables {
      let definitions = try await self.vectors(
        of: variable.labels.map { Self.definition(of: $0, in: variable) }, from: features)
      for (post, vector) in zip(speaking, vectors) {
        guard let vector else { continue }
        let cosines = definitions.map { $0.map { Self.product($0, vector) } ?? 0 }
        guard let best = cosines.max(), best > 0, let place = cosines.firstIndex(of: best) else { continue }
        votes[post.id, default: [:]][variable.name] = variable.labels[place]
      }
    }
    return votes
  }

  /// A label as a text: its name, its definition and its phrases, one sentence each.
  public static func definition(of label: String, in variable: Variable) -> String {
    let category = variable.categories.first { $0.name == label }
    let name =
      variable.type == .boolean
      ? "\(label == "true" ? "" : "not ")\(ReadableName(variable.name))"
      : ReadableName(label).description
    let definition = variable.type == .boolean && label == "true" ? variable.definition : category?.definition
    let parts = [name, definition ?? ""] + variable.phrases(of: label)
    return parts.filter { !$0.isEmpty }.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
      .joined(separator: ". ")
  }

  private func vectors(of texts: [String], from features: any FeatureSource) async throws -> [[Float]?] {
    try await features.features(ofTexts: texts, by: extractor).map { feature in
      guard case .success(let vector) = feature.embedding(of: nil) else { return nil }
      let unit = vector.normalised
      return unit.contains { $0 != 0 } ? unit : nil
    }
  }

  private static func product(_ one: [Float], _ other: [Float]) -> Float {
    zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
