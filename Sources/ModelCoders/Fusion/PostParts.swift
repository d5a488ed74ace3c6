import ContentCoding

/// One post as a fusion sees it: the embeddings of each of its parts.
struct PostParts {
  let names: [String]
  /// One element for each part.
  let embeddings: [PostEmbeddings]

  /// Each part's mean embedding; nil where the post lacks it.
  var vectors: [[Float]?] { embeddings.map(\.mean) }

  /// Why the post cannot be answered; nil where a part is there and none is missing only for now.
  ///
  /// A file that may come back is no missing part: an answer without it would stay when it is back.
  var obstacle: Answer? {
    let reasons = embeddings.map(\.reason)
    if let passing = reasons.lazy.compactMap(\.self).first(where: \.code.isTransient) {
      return .failed(passing)
    }
    guard !embeddings.contains(where: { $0.obstacle == nil }) else { return nil }
    let failures = embeddings.lazy.compactMap { part -> Reason? in
      if case .unusable(let reason) = part { reason } else { nil }
    }
    if let failure = failures.first { return .failed(failure) }
    guard let first = reasons.lazy.compactMap(\.self).first else {
      return .abstained(Reason(.undecided, "the fusion has no parts"))
    }
    return .abstained(
      Reason(first.code, reasons.compactMap { $0?.message }.joined(separator: "; ")))
  }

  /// `answer`, with the parts and pictures that did not take part in its details.
  func notingMissing(in answer: Answer) -> Answer {
    var answer = embeddings.reduce(answer) { $1.notingUnreadable(in: $0) }
    let missing = zip(names, embeddings).compactMap { name, part in
      part.reason.map { "\(name): \($0.message)" }
    }
    if !missing.isEmpty { answer.details["without"] = missing.joined(separator: "; ") }
    return answer
  }
}

extension PostEmbeddings {
  /// Why there is no embedding; nil where there is one.
  fileprivate var reason: Reason? {
    switch self {
    case .embedded: nil
    case .nothing(let reason), .unusable(let reason): reason
    }
  }
}

/// Reads the parts of posts.
struct PartEmbedder: Sendable {
  let parts: [FusionPart]
  /// The encoder of each part.
  let extractors: [ExtractorIdentity]
  /// The length of each part's embeddings; nil takes that of each post's first.
  var widths: [Int?]

  /// The parts of `posts`, one element for each and in their order.
  func parts(of posts: [Post], from features: any FeatureSource) async throws -> [PostParts] {
    var columns: [[PostEmbeddings]] = []
    for (index, part) in parts.enumerated() {
      let embedder = PostEmbedder(extractor: extractors[index], uses: part.uses, dimension: widths[index])
      columns.append(try await embedder.embeddings(of: posts, from: features))
    }
    let names = parts.map(\.name)
    return posts.indices.map { index in
      PostParts(names: names, embeddings: columns.map { $0[index] })
    }
  }
}
