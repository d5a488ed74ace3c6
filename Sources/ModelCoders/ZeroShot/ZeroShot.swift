import ContentCoding

/// A model that compares posts with the codebook's phrases in one embedding space, without training.
///
/// The score of a label rests on the cosines between the post's embedding and those of the label's phrases; see
/// ``PhraseAggregation`` and ``ZeroShotScoring``. Where cut-offs were learned from gold, gold posts are answered by those that
/// did not learn from their fold. Numbers are computed in double precision, post by post, so batches do not matter.
public struct ZeroShot: Coder {
  /// Name and kind.
  public let identity: CoderIdentity
  /// The variables that are answered.
  public let variables: [Variable]
  private let comparison: PhraseComparison
  private let cutoffs: LearnedCutoffs?

  /// A coder.
  ///
  /// - Parameters:
  ///   - name: the coder's name.
  ///   - variables: what is answered; numbers are abstained from.
  ///   - parameters: as the study's file says.
  ///   - extractor: embeds the posts: pictures, or texts where `uses` has no image.
  ///   - textExtractor: embeds the phrases in the same space.
  ///   - scoring: how the model's cosines become scores.
  ///   - cutoffs: what ``learn(from:values:folds:variables:parameters:extractor:textExtractor:scoring:balances:features:)`` gave under
  ///     the same parameters; nil where nothing is learned.
  public init(
    name: String, variables: [Variable], parameters: ZeroShotParameters, extractor: ExtractorIdentity,
    textExtractor: ExtractorIdentity, scoring: ZeroShotScoring, cutoffs: LearnedCutoffs? = nil
  ) {
    identity = CoderIdentity(name: name, kind: .zeroShot)
    self.variables = variables
    self.cutoffs = cutoffs
    comparison = PhraseComparison(
      variables: variables, parameters: parameters, extractor: extractor, textExtractor: textExtractor,
      scoring: scoring, balances: cutoffs?.balance ?? [:])
  }

  /// The labels that have no phrases, so that their names are compared with posts.
  public var unphrased: [(variable: String, label: String)] {
    zip(variables, comparison.lists).flatMap { variable, list in
      list.unphrased.map { (variable.name, $0) }
    }
  }

  /// See ``Coder/code(_:with:)``.
  ///
  /// - Throws: ``ZeroShotProblem`` where a phrase cannot be embedded, or posts and phrases have vectors of other lengths.
  public func code(_ posts: [Post], with features: any FeatureSource) async throws -> [Coding] {
    try Task.checkCancellation()
    let findings = try await comparison.findings(of: posts, variables: variables, from: features)
    return zip(posts, findings).flatMap { post, finding in
      let fold = cutoffs?.folds[post.id]
      return variables.indices.map { index in
        Coding(
          postID: post.id, variable: variables[index].name,
          answer: answer(to: index, of: finding, fold: fold), fold: fold)
      }
    }
  }

  private func answer(to index: Int, of finding: PhraseComparison.Finding, fold: Int?) -> Answer {
    let variable = variables[index]
    let list = comparison.lists[index]
    if let obstacle = finding.embeddings.obstacle { return obstacle }
    if let obstacle = list.obstacle { return .abstained(Reason(.undecided, obstacle)) }
    guard let evidence = finding.evidence[index] else {
      return .failed(Reason(.invalidFeature, "the embedding is zero and points nowhere"))
    }
    guard let cutoffs = usedCutoffs(for: variable, fold: fold) else {
      return .abstained(Reason(.undecided, "\(identity.name) has not learned \(variable.name)"))
    }
    let none = comparison.parameters.none.flatMap { variable.labels.contains($0) ? $0 : nil }
    let answers = ZeroShotAnswers(
      variable: variable, list: list, none: none, margin: cutoffs.margin, threshold: cutoffs.threshold,
      measure: comparison.parameters.balances ? "balanced cosine" : "cosine")
    return finding.embeddings.notingUnreadable(in: answers.answer(from: evidence))
  }

  /// The cut-offs that decide about a post of `fold`; nil where one should have been learned and was not.
  private func usedCutoffs(for variable: Variable, fold: Int?) -> (margin: Double?, threshold: Double)? {
    func value(_ cutoff: Cutoff, learned: LearnedCutoffs.Cutoff?) -> Double? {
      switch cutoff {
      case .given(let number): number
      case .learned: learned?.cutoff(fold: fold)
      }
    }
    let usual = CutoffSearch.threshold.usual
    let parameters = comparison.parameters
    if variable.type == .category {
      guard let rule = parameters.margin else { return (nil, usual) }
      return value(rule, learned: cutoffs?.margins[variable.name]).map { ($0, usual) }
    }
    return value(parameters.threshold, learned: cutoffs?.thresholds[variable.name]).map { (nil, $0) }
  }
}
