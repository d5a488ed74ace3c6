import ContentCoding
import Storage

/// Finds codings of gold that are likely slips: to look at again, never changed by themselves.
///
/// A coder whose heads answered gold posts out of fold speaks against a coding where it gives another label more probability than it usually
/// gives that label where gold says so too (confident learning; Northcutt, Jiang and Chuang 2021). Besides, marked duplicates that gold
/// codes differently are listed.
package struct FindSlips: Workflow, Sendable {
  /// Whose out-of-fold answers are looked at; empty for all coders that have some.
  package var coders: [String] = []
  /// The variable; nil for all with categories or booleans.
  package var variable: String?

  /// All likely slips.
  package init() {}

  /// A coding that may be wrong.
  package struct Slip: Encodable, Sendable {
    package let post: String
    package let variable: String
    /// What gold says.
    package let gold: String
    /// What may be right instead: the coder's label, or what gold says of the duplicate.
    package let instead: String
    /// Who speaks against it: a coder, or nil for a duplicate.
    package let coder: String?
    /// The coder's probability of gold's label, out of fold; nil for a duplicate.
    package let probability: Double?
    /// The duplicate that gold codes differently.
    package let duplicate: String?
  }

  /// - Returns: the slips, those first that the coder thinks least likely to be right.
  package func run(in open: OpenStudy) throws -> [Slip] {
    let gold = open.configuration.gold
    let variables = try
      (variable.map { [try open.existingVariable($0)] } ?? open.configuration.codebook.variables)
      .filter { $0.type == .category || $0.type == .boolean }
    if !coders.isEmpty { try open.requireCodings(of: coders) }
    let identities = try open.study.coderIdentities().filter {
      $0.name != gold && $0.kind != .person && (coders.isEmpty || coders.contains($0.name))
    }
    var slips: [Slip] = []
    for variable in variables {
      try Task.checkCancellation()
      let values = try open.values(of: variable, by: gold)
      for coder in identities {
        slips += try against(values, by: coder.name, on: variable, in: open)
      }
      slips += try duplicates(of: values, on: variable, in: open)
    }
    return slips.sorted {
      ($0.probability ?? 0, $0.variable, $0.post) < ($1.probability ?? 0, $1.variable, $1.post)
    }
  }

  private func against(
    _ gold: [String: CodedValue], by coder: String, on variable: Variable, in open: OpenStudy
  ) throws -> [Slip] {
    var scores: [String: [String: Double]] = [:]
    try open.study.forEachCurrentCoding(coder: coder, variable: variable.name) { record in
      // An answer by what learned from the post itself says nothing of the post's coding.
      guard record.coding.fold != nil, gold[record.coding.postID] != nil else { return }
      scores[record.coding.postID] = record.coding.answer.scores
    }
    // How sure the coder is of a label, on average, where gold gives it.
    var sums: [String: (sum: Double, count: Int)] = [:]
    for (post, scores) in scores {
      guard let label = gold[post]?.text, let score = scores[label] else { continue }
      sums[label, default: (0, 0)].sum += score
      sums[label, default: (0, 0)].count += 1
    }
    let thresholds = sums.mapValues { $0.sum / Double($0.count) }
    return scores.compactMap { post, scores in
      guard let label = gold[post]?.text, let own = scores[label],
        let best = scores.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), best.key != label,
        let threshold = thresholds[best.key], best.value >= threshold
      else { return nil }
      return Slip(
        post: post, variable: variable.name, gold: label, instead: best.key, coder: coder, probability: own,
        duplicate: nil)
    }
  }

  private func duplicates(
    of gold: [String: CodedValue], on variable: Variable, in open: OpenStudy
  ) throws -> [Slip] {
    try open.study.duplicates().flatMap { group in
      let coded = group.posts.filter { gold[$0] != nil }
      guard let first = coded.first, let value = gold[first] else { return [Slip]() }
      return coded.dropFirst().filter { gold[$0] != value }.map { post in
        Slip(
          post: post, variable: variable.name, gold: gold[post]?.text ?? "", instead: value.text, coder: nil,
          probability: nil, duplicate: first)
      }
    }
  }
}
