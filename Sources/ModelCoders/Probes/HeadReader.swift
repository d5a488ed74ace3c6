import ContentCoding
import Learning

/// Turns what a head gives for pictures into answers to one variable.
struct HeadReader {
  let head: LabelledHead
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
      return noting(unreadableOf: pictures, in: answer(from: ofPost))
    }
  }

  private func scores(of matrix: Matrix) throws -> Matrix {
    do {
      return variable.type == .number ? try head.head.decision(matrix) : try head.head.probabilities(matrix)
    } catch .cancelled {
      throw CancellationError()
    }
  }

  private func answer(from pictures: [[Double]]) -> Answer {
    switch variable.type {
    case .number: number(from: pictures)
    case .tags: tags(from: pictures)
    case .category, .boolean: choice(from: pictures)
    }
  }

  private func number(from pictures: [[Double]]) -> Answer {
    let values = pictures.compactMap(\.first).filter(\.isFinite)
    guard !values.isEmpty else {
      return .failed(Reason(.invalidFeature, "the head gave no finite number"))
    }
    let value = combine == .max ? values.max() ?? 0 : values.reduce(0, +) / Double(values.count)
    let kept = variable.range.map { min(max(value, $0.lowerBound), $0.upperBound) } ?? value
    return .coded(.number(kept), details: kept == value ? [:] : ["unbounded": "\(value)"])
  }

  private func choice(from pictures: [[Double]]) -> Answer {
    let scores = combinedScores(of: pictures)
    let ranked = scores.indices.sorted { (scores[$0], -$0) > (scores[$1], -$1) }
    guard let best = ranked.first, scores.allSatisfy(\.isFinite) else {
      return .failed(Reason(.invalidFeature, "the head gave no finite score"))
    }
    var details: [String: String] = [:]
    if ranked.count > 1 { details["second"] = head.labels[ranked[1]] }
    let label = head.labels[best]
    return .coded(
      variable.type == .boolean ? .boolean(label == "true") : .category(label),
      scores: Dictionary(uniqueKeysWithValues: zip(head.labels, scores)), confidence: scores[best],
      details: details)
  }

  private func tags(from pictures: [[Double]]) -> Answer {
    let scores = combinedScores(of: pictures)
    guard scores.allSatisfy(\.isFinite) else {
      return .failed(Reason(.invalidFeature, "the head gave no finite score"))
    }
    let chosen = zip(head.labels, scores).filter { $0.1 >= 0.5 }.map(\.0)
    return .coded(
      .tags(Set(chosen)), scores: Dictionary(uniqueKeysWithValues: zip(head.labels, scores)),
      confidence: scores.map { max($0, 1 - $0) }.min())
  }

  /// The scores of a post from those of its pictures; see ``CombineRule``.
  private func combinedScores(of pictures: [[Double]]) -> [Double] {
    let labels = head.labels.indices
    let mean = labels.map { label in pictures.reduce(0) { $0 + $1[label] } / Double(max(1, pictures.count)) }
    switch combine {
    case .mean:
      return mean
    case .max:
      return normalised(labels.map { label in pictures.map { $0[label] }.max() ?? 0 })
    case .mode:
      if variable.type == .tags {
        return labels.map { label in share(of: pictures) { $0[label] >= 0.5 } }
      }
      let votes = labels.map { label in share(of: pictures) { winner(of: $0) == label } }
      // A vote is worth more than any difference of mean scores, which only break ties.
      let tieBroken = labels.map { votes[$0] + mean[$0] / Double(pictures.count + 1) }
      return normalised(tieBroken)
    case .any, .atLeast:
      let needed = if case .atLeast(let count) = combine { max(1, count) } else { 1 }
      let kth = labels.map { label -> Double in
        let sorted = pictures.map { $0[label] }.sorted(by: >)
        return sorted.count >= needed ? sorted[needed - 1] : 0
      }
      guard variable.type == .boolean, let yes = head.labels.firstIndex(of: "true") else { return kth }
      return labels.map { $0 == yes ? kth[yes] : 1 - kth[yes] }
    }
  }

  private func share(of pictures: [[Double]], where holds: ([Double]) -> Bool) -> Double {
    Double(pictures.count(where: holds)) / Double(max(1, pictures.count))
  }

  private func winner(of scores: [Double]) -> Int? {
    scores.indices.max { (scores[$0], -$0) < (scores[$1], -$1) }
  }

  private func normalised(_ scores: [Double]) -> [Double] {
    let sum = scores.reduce(0, +)
    return variable.type == .tags || sum <= 0 ? scores : scores.map { $0 / sum }
  }

  private func noting(unreadableOf pictures: PostEmbeddings, in answer: Answer) -> Answer {
    guard case .embedded(_, let unreadable) = pictures, !unreadable.isEmpty else { return answer }
    var answer = answer
    answer.details["unreadable"] = unreadable.joined(separator: "; ")
    return answer
  }
}
