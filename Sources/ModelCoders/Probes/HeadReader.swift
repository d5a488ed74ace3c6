import ContentCoding
import Learning

/// Turns what a head gives for pictures into answers to one variable.
struct HeadReader {
  let head: LabelledHead<TrainedHead>
  let variable: VariableShape
  let combine: CombineRule

  /// One answer for each post; every one of `pictures` must have an embedding.
  func answers(to pictures: [PostEmbeddings]) throws -> [Answer] {
    guard !pictures.isEmpty else { return [] }
    let rows = combine == .mean ? pictures.map { $0.mean.map { [$0] } ?? [] } : pictures.map(\.each)
    let scores = try scores(of: Matrix(rows: rows.flatMap(\.self)))
    var next = 0
    return zip(pictures, rows).map { pictures, rows in
      defer { next += rows.count }
      let ofPost = (next..<next + rows.count).map { row in scores.row(row).map(Double.init) }
      return pictures.notingUnreadable(in: answer(from: ofPost))
    }
  }

  private func scores(of matrix: Matrix) throws -> Matrix {
    do {
      return variable.type == .number ? try head.model.decision(matrix) : try head.model.probabilities(matrix)
    } catch .cancelled {
      throw CancellationError()
    }
  }

  private func answer(from pictures: [[Double]]) -> Answer {
    switch variable.type {
    case .number: number(from: pictures)
    case .tags, .category, .boolean, .openText:
      ScoredLabels(labels: head.labels, type: variable.type).answer(combinedScores(of: pictures))
    }
  }

  private func number(from pictures: [[Double]]) -> Answer {
    let values = pictures.compactMap(\.first).filter(\.isFinite)
    guard !values.isEmpty else {
      return .failed(Reason(.invalidFeature, "the head gave no finite number"))
    }
    let value = combine == .max ? values.max() ?? 0 : values.reduce(0, +) / Double(values.count)
    return variable.answer(value)
  }

  private func combinedScores(of pictures: [[Double]]) -> [Double] {
    ScoreCombination(
      rule: combine, type: variable.type, labels: head.labels, isDistribution: variable.type != .tags
    ).scores(of: pictures)
  }
}
