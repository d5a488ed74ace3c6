import ContentCoding
import Learning

/// The clusters of a coder and the categories that they stand for.
public struct NamedClusters: Codable, Sendable {
  /// The variables, in the codebook's order.
  public let variables: [NamedVariable]
  /// The centres of the clusters among the normalised embeddings (k x d): where posts go that came later.
  public let centres: Matrix
  /// The fingerprint of which post lies in which cluster.
  public let places: Fingerprint
  /// The fold of every gold post that named clusters; empty where gold did not.
  public let folds: Folds

  /// What was learned of the variable called `name`.
  subscript(name: String) -> NamedVariable? {
    variables.first { $0.variable.name == name }
  }
}

/// The names of the clusters in terms of one variable.
public struct NamedVariable: Codable, Sendable {
  /// What is answered, as it stood when the clusters were named.
  public let variable: VariableShape
  /// The name of each cluster; nil for one that nobody could name.
  public let whole: [ClusterName?]
  /// The same without the gold codings of one fold; empty where gold does not name.
  public let heldOut: [[ClusterName?]]

  /// The name of `cluster` for a post of `fold`.
  public func name(of cluster: Int, fold: Int?) -> ClusterName? {
    let names = PerFold(whole: whole, heldOut: heldOut)[fold]
    return names.indices.contains(cluster) ? names[cluster] : nil
  }
}

extension NamedClusters {
  /// Names clusters by votes that nobody's gold has part in.
  ///
  /// - Parameters:
  ///   - votes: the label that each voter gives a post, by post and variable.
  ///   - voters: the posts of each cluster that vote.
  ///   - variables: what is named; no numbers, and no tags.
  ///   - centres: the centres of the clusters.
  ///   - places: the fingerprint of the clustering.
  public init(
    voted votes: [String: [String: String]], by voters: [[String]], variables: [Variable], centres: Matrix,
    places: Fingerprint
  ) {
    self.init(
      variables: variables.map { variable in
        NamedVariable(
          variable: VariableShape(variable),
          whole: voters.map { posts in
            ClusterName.elected(by: posts.compactMap { votes[$0]?[variable.name] }, among: variable.labels)
          }, heldOut: [])
      }, centres: centres, places: places, folds: Folds(count: 0, assignment: [:]))
  }

  /// Names clusters by the majority of gold's codings: once by all, and for each fold by those of the posts outside it.
  ///
  /// - Parameters:
  ///   - gold: gold's values by post and variable.
  ///   - folds: the study's folds; a post without one has no vote.
  ///   - members: the posts of each cluster.
  ///   - variables: what is named; no numbers, and no tags.
  ///   - centres: the centres of the clusters.
  ///   - places: the fingerprint of the clustering.
  public init(
    gold: [String: [String: CodedValue]], folds: Folds, members: [[String]], variables: [Variable],
    centres: Matrix, places: Fingerprint
  ) {
    self.init(
      variables: variables.map { variable in
        let names = { (left: Int?) -> [ClusterName?] in
          members.map { posts in
            ClusterName.elected(
              by: posts.compactMap { post in
                guard let fold = folds[post], fold != left else { return nil }
                return gold[post]?[variable.name]?.text
              }, among: variable.labels)
          }
        }
        return NamedVariable(
          variable: VariableShape(variable), whole: names(nil),
          heldOut: (0..<folds.count).map { names($0) })
      }, centres: centres, places: places,
      folds: Folds(count: folds.count, assignment: folds.assignment.filter { gold[$0.key] != nil }))
  }
}
