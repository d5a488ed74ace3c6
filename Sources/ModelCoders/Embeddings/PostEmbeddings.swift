import ContentCoding

/// One post as a coder on embeddings sees it.
enum PostEmbeddings {
  /// A text's embedding, or those of the pictures that can be used; `unreadable` names the others.
  case embedded([[Float]], unreadable: [String])
  /// The post has nothing of the kind that is looked at.
  case nothing(Reason)
  /// There is something, and it cannot be used.
  case unusable(Reason)

  /// Sorts out the features of one post's media.
  ///
  /// Embeddings of another length than `dimension` cannot be used; where that is nil, than the first one.
  init(_ media: [Media], features: [Feature], dimension: Int?) {
    guard !media.isEmpty else {
      self = .nothing(Reason(.noPicture, "the post has no picture"))
      return
    }
    let dimension =
      dimension
      ?? features.lazy.compactMap { if case .vector(let vector) = $0 { vector.count } else { nil } }.first
    var vectors: [[Float]] = []
    var unreadable: [String] = []
    var first: Reason?
    for (item, feature) in zip(media, features) {
      switch feature.embedding(of: dimension) {
      case .success(let vector): vectors.append(vector)
      case .failure(let problem):
        unreadable.append("\(item.path): \(problem.reason)")
        first = first ?? problem.reason
      }
    }
    self =
      vectors.isEmpty
      ? .unusable(first ?? Reason(.unreadable, "no picture can be used"))
      : .embedded(vectors, unreadable: unreadable)
  }

  /// Sorts out the feature of one post's text; `text` names the parts that were looked at.
  init(text: String, feature: Feature?, dimension: Int?) {
    guard let feature else {
      self = .nothing(Reason(.noText, "the post has no \(text)"))
      return
    }
    switch feature.embedding(of: dimension) {
    case .success(let vector): self = .embedded([vector], unreadable: [])
    case .failure(let problem):
      self =
        [.noText, .noFeatures].contains(problem.reason.code)
        ? .nothing(problem.reason) : .unusable(problem.reason)
    }
  }

  /// Why there is no embedding; nil where there is one.
  var obstacle: Answer? {
    switch self {
    case .embedded: nil
    case .nothing(let reason): .abstained(reason)
    case .unusable(let reason): .failed(reason)
    }
  }

  /// `answer`, with the pictures that did not take part in its details.
  func notingUnreadable(in answer: Answer) -> Answer {
    guard case .embedded(_, let unreadable) = self, !unreadable.isEmpty else { return answer }
    var answer = answer
    answer.details["unreadable"] = unreadable.joined(separator: "; ")
    return answer
  }

  /// How many numbers each embedding has.
  var lengths: [Int] {
    guard case .embedded(let vectors, _) = self else { return [] }
    return vectors.map(\.count)
  }

  /// The mean of the L2-normalised embeddings; nil where there is none.
  var mean: [Float]? {
    guard case .embedded(let vectors, _) = self, let dimension = vectors.first?.count else { return nil }
    var sum = [Float](repeating: 0, count: dimension)
    for vector in vectors {
      let length = vector.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
      guard length > 0 else { continue }
      for index in sum.indices { sum[index] += vector[index] / length }
    }
    return sum.map { $0 / Float(vectors.count) }
  }

  /// Each L2-normalised embedding.
  var each: [[Float]] {
    guard case .embedded(let vectors, let unreadable) = self else { return [] }
    return vectors.map { PostEmbeddings.embedded([$0], unreadable: unreadable).mean ?? $0 }
  }
}

extension [PostEmbeddings] {
  /// The length that most embeddings have, of equally frequent ones the largest; nil where there is no embedding.
  var usualLength: Int? {
    Dictionary(flatMap(\.lengths).map { ($0, 1) }, uniquingKeysWith: +)
      .max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
  }
}

extension Feature {
  /// Why a feature is no embedding.
  struct NoEmbedding: Error {
    let reason: Reason
  }

  /// The embedding, where it has `dimension` finite numbers; a nil dimension takes any but 0.
  func embedding(of dimension: Int?) -> Result<[Float], NoEmbedding> {
    switch self {
    case .vector(let vector)
    where !vector.isEmpty && vector.count == dimension ?? vector.count && vector.allSatisfy(\.isFinite):
      .success(vector)
    case .vector(let vector):
      .failure(
        NoEmbedding(
          reason: Reason(.invalidFeature, "the encoder gave \(vector.count) numbers that cannot be used")))
    case .note: .failure(NoEmbedding(reason: Reason(.invalidFeature, "a note is no embedding")))
    case .hash: .failure(NoEmbedding(reason: Reason(.invalidFeature, "a hash is no embedding")))
    case .missing(let why): .failure(NoEmbedding(reason: why))
    }
  }
}
