import ContentCoding
import Learning

/// A light model on frozen embeddings, trained on human codings.
///
/// Gold posts get the answer of the head that did not learn from their fold; all other posts that of the whole head.
public struct Probe: Coder {
  /// Name and kind.
  public let identity: CoderIdentity
  /// The variables that are answered.
  public let variables: [Variable]
  private let trained: TrainedProbe

  /// A probe that answers `variables` with what was `trained`.
  public init(name: String, variables: [Variable], trained: TrainedProbe) {
    identity = CoderIdentity(name: name, kind: .probe)
    self.variables = variables
    self.trained = trained
  }

  /// See ``Coder/code(_:with:)``.
  public func code(_ posts: [Post], with features: any FeatureSource) async throws -> [Coding] {
    let found = try await features.features(of: posts.flatMap(\.media), by: trained.extractor)
    try Task.checkCancellation()
    var position = 0
    let pictures = posts.map { post in
      defer { position += post.media.count }
      return PostPictures(
        post.media, features: Array(found[position..<position + post.media.count]),
        dimension: trained.dimension)
    }
    let answers = try variables.map { try self.answers(to: $0, of: posts, pictures: pictures) }
    return posts.indices.flatMap { index in
      zip(variables, answers).map { variable, answers in
        Coding(
          postID: posts[index].id, variable: variable.name, answer: answers[index],
          fold: trained.folds[posts[index].id])
      }
    }
  }

  private func answers(to variable: Variable, of posts: [Post], pictures: [PostPictures]) throws -> [Answer] {
    var answers = pictures.map { pictures in
      switch pictures {
      case .none: Answer.abstained(Reason(.noPicture, "the post has no picture"))
      case .unusable(let reason): Answer.failed(reason)
      case .embedded:
        Answer.abstained(Reason(.undecided, "\(identity.name) has not learned \(variable.name)"))
      }
    }
    guard let learned = trained[variable.name] else { return answers }
    guard case .trained(let whole, let heldOut) = learned.heads else {
      if case .none(let why) = learned.heads {
        for (index, pictures) in pictures.enumerated() {
          if case .embedded = pictures { answers[index] = .abstained(Reason(.undecided, why)) }
        }
      }
      return answers
    }
    let byFold = Dictionary(grouping: posts.indices) { trained.folds[posts[$0].id] }
    for (fold, indices) in byFold {
      let head = fold.flatMap { heldOut.indices.contains($0) ? heldOut[$0] : nil } ?? whole
      let reader = HeadReader(head: head, variable: learned.variable, combine: trained.parameters.combine)
      let readable = indices.filter { index in
        if case .embedded = pictures[index] { true } else { false }
      }
      for (index, answer) in zip(readable, try reader.answers(to: readable.map { pictures[$0] })) {
        answers[index] = answer
      }
    }
    return answers
  }
}
