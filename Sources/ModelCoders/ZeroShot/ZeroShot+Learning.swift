import ContentCoding

extension ZeroShot {
  /// Learns the cut-offs that `parameters` leave to be learned.
  ///
  /// A margin is the one below which answering ``ZeroShotParameters/none`` makes most gold posts right; of equally good ones
  /// that nearest to 0, which is the smallest. A boolean's threshold makes most gold posts right; a tags variable has
  /// one for all its tags, of the highest micro F1; of equally good ones that nearest to 0.5. Each is learned from all
  /// gold posts, and for each fold from those outside it, so that no gold post takes part in its own answer.
  ///
  /// - Parameters:
  ///   - posts: the candidates, in any order; those without a fold, a value or something to compare teach nothing.
  ///   - values: gold's values by post id and variable.
  ///   - folds: the study's folds.
  ///   - variables: what is answered.
  ///   - parameters: the coder's parameters.
  ///   - extractor: the extractor of the posts.
  ///   - textExtractor: the extractor of the phrases.
  ///   - scoring: how cosines become scores.
  ///   - balances: what counts in deviations from the corpus, by variable.
  ///   - features: where embeddings come from.
  /// - Returns: what was learned, for each variable that something is learned of.
  /// - Throws: ``ZeroShotProblem``, `CancellationError`, or what concerns all features.
  public static func learn(
    from posts: [Post], values: [String: [String: CodedValue]], folds: Folds, variables: [Variable],
    parameters: ZeroShotParameters, extractor: ExtractorIdentity, textExtractor: ExtractorIdentity,
    scoring: ZeroShotScoring, balances: [String: LabelBalance] = [:], features: any FeatureSource
  ) async throws -> LearnedCutoffs {
    let comparison = PhraseComparison(
      variables: variables, parameters: parameters, extractor: extractor, textExtractor: textExtractor,
      scoring: scoring, balances: balances)
    let gold = posts.filter { folds[$0.id] != nil && values[$0.id]?.isEmpty == false }
    let findings = try await comparison.findings(of: gold, variables: variables, from: features)
    var margins: [String: LearnedCutoffs.Cutoff] = [:]
    var thresholds: [String: LearnedCutoffs.Cutoff] = [:]
    for (index, variable) in variables.enumerated() {
      let labels = comparison.lists[index].labels
      let examples = zip(gold, findings).compactMap {
        post, finding -> (fold: Int, examples: [CutoffSearch.Example])? in
        guard let fold = folds[post.id], let evidence = finding.evidence[index],
          let value = values[post.id]?[variable.name], value.isOffered(by: variable)
        else { return nil }
        return (fold, Self.examples(of: evidence, gold: value, labels: labels, none: parameters.none))
      }
      switch variable.type {
      case .category where parameters.margin == .learned:
        margins[variable.name] = .init(examples, folds: folds.count, search: .margin) {
          $0.mostAccurate($1)
        }
      case .boolean where parameters.threshold == .learned:
        thresholds[variable.name] = .init(examples, folds: folds.count, search: .threshold) {
          $0.mostAccurate($1)
        }
      case .tags where parameters.threshold == .learned:
        thresholds[variable.name] = .init(examples, folds: folds.count, search: .threshold) {
          $0.highestF1($1)
        }
      default: break
      }
    }
    return LearnedCutoffs(margins: margins, thresholds: thresholds, folds: folds, balances: balances)
  }

  /// What the post teaches of a cut-off: one example, of tags one for each.
  private static func examples(
    of evidence: LabelEvidence, gold: CodedValue, labels: [String], none: String?
  ) -> [CutoffSearch.Example] {
    switch gold {
    case .category(let truth):
      guard let best = evidence.strengths.ranking.first else { return [] }
      return [
        CutoffSearch.Example(
          number: evidence.margin(of: best), isRight: labels[best] == truth, isRightRefused: truth == none)
      ]
    case .boolean(let truth):
      return evidence.scores.prefix(1).map {
        CutoffSearch.Example(number: $0, isRight: truth, isRightRefused: !truth)
      }
    case .tags(let truth):
      return zip(labels, evidence.scores).map { label, score in
        CutoffSearch.Example(
          number: score, isRight: truth.contains(label), isRightRefused: !truth.contains(label))
      }
    case .number, .openText: return []
    }
  }
}
