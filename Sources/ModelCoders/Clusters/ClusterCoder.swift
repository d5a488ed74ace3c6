import ContentCoding
import Learning

/// Gives every post the category of the cluster that it lies in.
///
/// A post that was clustered lies where it was put; one that came later goes to the cluster with the nearest centre among
/// the normalised embeddings. What was left over by the clustering, and clusters that nobody could name, are abstained
/// from. The confidence is the share of the votes that named the cluster. Gold posts get the name that their own fold's
/// gold had no vote on.
public struct ClusterCoder: Coder {
  /// Name and kind.
  public let identity: CoderIdentity
  /// The variables that are answered.
  public let variables: [Variable]
  private let named: NamedClusters
  private let places: [String: Clustering.Place]
  private let embedder: PostEmbedder
  private let descriptions: PostDescriptions?

  /// A coder.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - variables: what it answers.
  ///   - named: the clusters and their names.
  ///   - places: where each post was put.
  ///   - extractor: the encoder of posts that came later.
  ///   - uses: what of a post is embedded.
  ///   - descriptions: gives posts the column that is embedded; nil where none is needed.
  public init(
    name: String, variables: [Variable], named: NamedClusters, places: [String: Clustering.Place],
    extractor: ExtractorIdentity, uses: [PostPart], descriptions: PostDescriptions? = nil
  ) {
    identity = CoderIdentity(name: name, kind: .cluster)
    self.variables = variables
    self.named = named
    self.places = places
    self.descriptions = descriptions
    embedder = PostEmbedder(extractor: extractor, uses: uses, dimension: named.centres.columns)
  }

  /// See ``Coder/code(_:with:)``; features are asked for of posts that were not clustered.
  public func code(_ posts: [Post], with features: any FeatureSource) async throws -> [Coding] {
    try Task.checkCancellation()
    let found = try await clusters(of: posts, from: features)
    return zip(posts, found).flatMap { post, found in
      let fold = named.folds[post.id]
      return variables.map { variable in
        Coding(
          postID: post.id, variable: variable.name, answer: answer(to: variable, found, fold: fold),
          fold: fold)
      }
    }
  }

  /// Where a post lies, or why it lies nowhere.
  private enum Found {
    case cluster(Int, isNew: Bool)
    case leftOver
    case without(Answer)
  }

  private func clusters(of posts: [Post], from features: any FeatureSource) async throws -> [Found] {
    let late = posts.filter { places[$0.id] == nil }
    let described = try await descriptions?.describing(late) ?? late
    var embeddings = try await embedder.embeddings(of: described, from: features)[...]
    return posts.map { post in
      if let place = places[post.id] { return place.cluster.map { .cluster($0, isNew: false) } ?? .leftOver }
      guard let own = embeddings.popFirst() else { return .leftOver }
      if let obstacle = own.obstacle { return .without(obstacle) }
      guard let mean = own.mean else { return .leftOver }
      return nearest(to: mean.normalised).map { .cluster($0, isNew: true) } ?? .leftOver
    }
  }

  private func nearest(to embedding: [Float]) -> Int? {
    var best: (cluster: Int, distance: Float)?
    for cluster in 0..<named.centres.rows {
      var distance: Float = 0
      for (one, other) in zip(named.centres.row(cluster), embedding) {
        distance += (one - other) * (one - other)
      }
      if distance < best?.distance ?? .infinity { best = (cluster, distance) }
    }
    return best?.cluster
  }

  private func answer(to variable: Variable, _ found: Found, fold: Int?) -> Answer {
    switch found {
    case .without(let answer): return answer
    case .leftOver: return .abstained(Reason(.undecided, "the post lies in no cluster"))
    case .cluster(let cluster, let isNew):
      guard let learned = named[variable.name] else {
        return .abstained(Reason(.undecided, "the clusters were not named by \(variable.name)"))
      }
      guard let name = learned.name(of: cluster, fold: fold),
        let value = CodedValue(label: name.label, of: variable)
      else {
        return .abstained(
          Reason(.undecided, "cluster \(cluster) has no name"), details: ["cluster": "\(cluster)"])
      }
      var details = ["cluster": "\(cluster)", "votes": "\(name.votes)"]
      if isNew { details["placed"] = "by the nearest centre" }
      return .coded(value, confidence: name.share, details: details)
    }
  }
}

extension CodedValue {
  /// The value that `label` stands for; nil where the variable does not offer it.
  fileprivate init?(label: String, of variable: Variable) {
    let value: CodedValue = variable.type == .boolean ? .boolean(label == "true") : .category(label)
    guard variable.labels.contains(label), value.isOffered(by: variable) else { return nil }
    self = value
  }
}
