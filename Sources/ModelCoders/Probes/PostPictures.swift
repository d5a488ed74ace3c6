import ContentCoding

/// The pictures of one post as a probe sees them.
enum PostPictures {
  /// At least one picture has an embedding; `unreadable` names the others.
  case embedded([[Float]], unreadable: [String])
  /// The post has no media.
  case none
  /// There are media, and none can be used.
  case unusable(Reason)

  /// Sorts out the features of one post's media.
  ///
  /// Embeddings of another length than `dimension` cannot be used; where that is nil, than the first one.
  init(_ media: [Media], features: [MediaFeature], dimension: Int?) {
    guard !media.isEmpty else {
      self = .none
      return
    }
    let dimension =
      dimension
      ?? features.lazy.compactMap { if case .vector(let vector) = $0 { vector.count } else { nil } }.first
    var vectors: [[Float]] = []
    var unreadable: [String] = []
    var first: Reason?
    for (item, feature) in zip(media, features) {
      let reason: Reason
      switch feature {
      case .vector(let vector)
      where !vector.isEmpty && vector.count == dimension && vector.allSatisfy(\.isFinite):
        vectors.append(vector)
        continue
      case .vector(let vector):
        reason = Reason(.invalidFeature, "the encoder gave \(vector.count) numbers that cannot be used")
      case .hash:
        reason = Reason(.invalidFeature, "a hash is no embedding")
      case .missing(let why):
        reason = why
      }
      unreadable.append("\(item.path): \(reason)")
      first = first ?? reason
    }
    self =
      vectors.isEmpty
      ? .unusable(first ?? Reason(.unreadable, "no picture can be used"))
      : .embedded(vectors, unreadable: unreadable)
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

  /// Each picture's L2-normalised embedding.
  var each: [[Float]] {
    guard case .embedded(let vectors, let unreadable) = self else { return [] }
    return vectors.map { PostPictures.embedded([$0], unreadable: unreadable).mean ?? $0 }
  }
}
