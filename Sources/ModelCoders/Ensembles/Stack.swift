import ContentCoding
import Learning

/// Answers by a regression on what the members said.
struct Stack {
  let variable: Variable
  let heads: PerFold<LabelledHead<TrainedHead>>

  /// One answer for each post.
  ///
  /// - Parameters:
  ///   - ballots: of each post one for each member, in their order.
  ///   - folds: of each post its fold; nil where it is not gold.
  /// - Returns: the answers, in the order of posts.
  /// - Throws: ``LearningError`` where the head does not fit the members, or `CancellationError`.
  func answers(_ ballots: [[Ballot]], folds: [Int?]) throws -> [Answer] {
    var answers = ballots.map(withoutRow)
    for (fold, indices) in Dictionary(grouping: ballots.indices, by: { folds[$0] }) {
      let head = heads[fold]
      let rows = indices.compactMap { index in
        StackedFeatures.row(of: ballots[index], on: variable).map { (index, $0) }
      }
      guard let outputs = try outputs(of: head, for: rows.map(\.1)) else {
        for (index, row) in rows {
          let own = try self.outputs(of: head, for: [row])
          answers[index] = (own?.first.map { answer($0, labels: head.labels) } ?? Self.tooLarge)
            .voted(by: ballots[index])
        }
        continue
      }
      for ((index, _), output) in zip(rows, outputs) {
        answers[index] = answer(output, labels: head.labels).voted(by: ballots[index])
      }
    }
    return answers
  }

  private static let tooLarge = Answer.failed(
    Reason(.invalidFeature, "the members' numbers are too large for a regression"))

  private func withoutRow(_ ballots: [Ballot]) -> Answer {
    ballots.contains { $0.vote(on: variable) != nil }
      ? Self.tooLarge.voted(by: ballots) : Voting.majority(ballots, on: variable).paid(for: ballots)
  }

  /// What the head gives for each row; nil where that is not finite for one of them.
  private func outputs(of head: LabelledHead<TrainedHead>, for rows: [[Float]]) throws -> [[Double]]? {
    guard !rows.isEmpty else { return [] }
    do throws(LearningError) {
      let matrix = try Matrix(rows: rows)
      let outputs =
        switch variable.type {
        case .number: try head.model.decision(matrix)
        default: try head.model.probabilities(matrix)
        }
      return (0..<outputs.rows).map { outputs.row($0).map(Double.init) }
    } catch {
      switch error {
      case .cancelled: throw CancellationError()
      case .notFinite: return nil
      default: throw error
      }
    }
  }

  private func answer(_ outputs: [Double], labels: [String]) -> Answer {
    if variable.type == .number {
      let value = outputs.first ?? 0
      return .coded(.number(variable.range.map { min(max(value, $0.lowerBound), $0.upperBound) } ?? value))
    }
    let scores = Dictionary(zip(labels, outputs), uniquingKeysWith: { first, _ in first })
    if variable.type == .tags {
      let given = zip(labels, outputs).filter { $0.1 >= 0.5 }.map(\.0)
      return .coded(
        .tags(Set(given)), scores: scores, confidence: outputs.map { min(1, max($0, 1 - $0)) }.min())
    }
    guard let best = outputs.ranking.first, labels.indices.contains(best) else {
      return .failed(Reason(.invalidFeature, "the regression has no labels"))
    }
    let label = labels[best]
    return .coded(
      variable.type == .boolean ? .boolean(label == "true") : .category(label), scores: scores,
      confidence: min(1, outputs[best]))
  }
}
