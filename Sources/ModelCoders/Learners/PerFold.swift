import ContentCoding

/// Something learned from all gold posts, and for each fold from those outside it.
public struct PerFold<Learned: Sendable>: Sendable {
  /// Learned from all gold posts.
  let whole: Learned
  /// `heldOut[fold]` is learned from the posts outside the fold.
  let heldOut: [Learned]

  init(whole: Learned, heldOut: [Learned]) {
    self.whole = whole
    self.heldOut = heldOut
  }

  /// Learns once for each fold, leaving its posts out, and once from all.
  init(folds: Int, learning learn: (_ leftOut: Int?) throws -> Learned) rethrows {
    whole = try learn(nil)
    heldOut = try (0..<max(0, folds)).map { try learn($0) }
  }

  /// The same with several at once; `learn` is called from several threads.
  ///
  /// - Throws: the first error of `learn`, or `CancellationError`.
  init(
    folds: Int, on workers: Workers, learning learn: @escaping @Sendable (_ leftOut: Int?) throws -> Learned
  ) async throws {
    let found = try await workers.map([nil] + (0..<max(0, folds)).map { Optional($0) }, learn)
    (whole, heldOut) = (found[0], Array(found.dropFirst()))
  }

  /// What was learned without `fold`; nil is a post that is not gold, or one of a fold that nothing was left out for.
  subscript(fold: Int?) -> Learned {
    fold.flatMap { heldOut.indices.contains($0) ? heldOut[$0] : nil } ?? whole
  }

  /// What `change` makes of each; it is told which fold was left out.
  func map<Changed>(_ change: (Learned, _ leftOut: Int?) throws -> Changed) rethrows -> PerFold<Changed> {
    PerFold<Changed>(
      whole: try change(whole, nil), heldOut: try heldOut.enumerated().map { try change($1, $0) })
  }

  /// Has every post answered by what did not learn from it.
  ///
  /// - Parameters:
  ///   - folds: the fold of each post; nil for a post that is not gold.
  ///   - obstacles: what keeps a post from being answered; nil where nothing does.
  ///   - answer: answers the posts at some positions.
  /// - Returns: an answer for each post.
  func answers(
    folds: [Int?], obstacles: [Answer?], by answer: (Learned, [Int]) throws -> [Answer]
  ) rethrows -> [Answer] {
    var answers = obstacles
    for (fold, positions) in Dictionary(grouping: folds.indices, by: { folds[$0] }) {
      let readable = positions.filter { obstacles[$0] == nil }
      for (position, found) in zip(readable, try answer(self[fold], readable)) { answers[position] = found }
    }
    return answers.map { $0 ?? .failed(Reason(.invalidFeature, "the head gave no answer")) }
  }
}

extension PerFold: Encodable where Learned: Encodable {}
extension PerFold: Decodable where Learned: Decodable {}
