import ContentCoding
import ModelCoders

/// Posts and phrases whose vectors are given, for zero-shot coders.
struct PhraseStudy {
  var features = GivenFeatures()
  private(set) var posts: [Post] = []

  /// Phrases with these vectors.
  init(phrases: [String: [Float]]) {
    for (text, vector) in phrases { features.features[text] = .vector(vector) }
  }

  /// Adds a post with one picture for each vector.
  mutating func add(_ id: String, _ pictures: [Float]...) {
    posts.append(features.post(id, pictures.map { .vector($0) }))
  }

  func coder(
    _ variables: [Variable], _ parameters: ZeroShotParameters = ZeroShotParameters(encoder: "given"),
    scoring: ZeroShotScoring = .softmax(scale: 10), cutoffs: LearnedCutoffs? = nil
  ) -> ZeroShot {
    ZeroShot(
      name: "clip", variables: variables, parameters: parameters, extractor: GivenFeatures.extractor,
      textExtractor: GivenFeatures.extractor, scoring: scoring, cutoffs: cutoffs)
  }

  func codings(
    _ variables: [Variable], _ parameters: ZeroShotParameters = ZeroShotParameters(encoder: "given"),
    scoring: ZeroShotScoring = .softmax(scale: 10), cutoffs: LearnedCutoffs? = nil
  ) async throws -> [Coding] {
    try await coder(variables, parameters, scoring: scoring, cutoffs: cutoffs).code(posts, with: features)
  }

  func learned(
    _ variables: [Variable], _ parameters: ZeroShotParameters, values: [String: [String: CodedValue]],
    folds: Folds, scoring: ZeroShotScoring = .softmax(scale: 10)
  ) async throws -> LearnedCutoffs {
    try await ZeroShot.learn(
      from: posts, values: values, folds: folds, variables: variables, parameters: parameters,
      extractor: GivenFeatures.extractor, textExtractor: GivenFeatures.extractor, scoring: scoring,
      features: features)
  }
}

extension ZeroShotParameters {
  /// The defaults, changed.
  static func given(
    balances: Bool = false, _ change: (inout ZeroShotParameters) -> Void
  ) -> ZeroShotParameters {
    var parameters = ZeroShotParameters(encoder: "given", balances: balances)
    change(&parameters)
    return parameters
  }
}

/// Whether two numbers are the same but for rounding.
func isNear(_ one: Double?, _ other: Double?, _ tolerance: Double = 1e-6) -> Bool {
  guard let one, let other else { return false }
  return abs(one - other) <= tolerance
}
