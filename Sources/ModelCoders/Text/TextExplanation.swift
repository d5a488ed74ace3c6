import ContentCoding

/// The terms that speak most for and most against one label, in the head that learned from all gold posts.
public struct TextExplanation: Encodable, Sendable {
  /// A term and its weight.
  public struct WeightedTerm: Encodable, Sendable {
    /// Words in a row, or characters in a row.
    public let kind: TermVectoriser.Term.Kind
    /// The term.
    public let term: String
    /// What a TF-IDF of 1 adds to the label's margin.
    public let weight: Double
  }

  /// The variable's name.
  public let variable: String
  /// The category or tag, or `true`.
  public let label: String
  /// The terms with the highest weights above 0, the highest first.
  public let highest: [WeightedTerm]
  /// The terms with the lowest weights below 0, the lowest first.
  public let lowest: [WeightedTerm]
}

extension TrainedTextSVM {
  /// What the head of each of `variables` goes by: for each label at most `count` terms for it, and as many against.
  ///
  /// Of a boolean only `true` is explained, whose weights are those of `false` with the other sign. Terms of equal weight are
  /// in the order of their bytes. A variable without a head is left out.
  public func explanations(of variables: [Variable], count: Int) -> [TextExplanation] {
    variables.flatMap { variable -> [TextExplanation] in
      guard let learned = self[variable.name], case .trained(let head, _) = learned.heads else { return [] }
      return head.labels.enumerated().compactMap { output, label in
        guard learned.variable.type != .boolean || label == "true" else { return nil }
        let weights = head.model.weights(of: output).prefix(whole.count)
        let rising = weights.indices.sorted { (weights[$0], $0) < (weights[$1], $1) }
        let falling = weights.indices.sorted { (-weights[$0], $0) < (-weights[$1], $1) }
        func named(_ columns: some Sequence<Int>) -> [TextExplanation.WeightedTerm] {
          columns.prefix(max(count, 0)).map { column in
            let term = whole.term(column)
            return TextExplanation.WeightedTerm(
              kind: term.kind, term: term.text, weight: Double(weights[column]))
          }
        }
        return TextExplanation(
          variable: variable.name, label: label, highest: named(falling.filter { weights[$0] > 0 }),
          lowest: named(rising.filter { weights[$0] < 0 }))
      }
    }
  }
}
