import ContentCoding

/// The confidence from which on a cascade's cheap member answers.
struct CascadeThreshold: Codable, Hashable, Sendable {
  /// The cheap member answers where its confidence is at least this; nil is never.
  let least: Double?
  /// Of the gold posts, the share that the dear member is asked about.
  let asked: Double
  /// Of the gold posts, the share that the cascade answers right.
  let accuracy: Double
  /// Whether the target can be met on the gold posts.
  let meetsTarget: Bool

  /// A gold post that both members have coded.
  struct Example {
    /// The cheap member's confidence; nil where it does not answer or says none, so that the dear one always is asked.
    let confidence: Double?
    let isCheapRight: Bool
    let isDearRight: Bool
  }

  /// The threshold that meets `target` at the least cost, or as well as can be.
  ///
  /// Candidates lie half-way between neighbours among the confidences of `examples`, at 0 and above all. For an accuracy it
  /// is the lowest that meets it, else the most accurate one, of equals the lowest. For a budget it is the highest that
  /// keeps within it, else 0. A monotone calibration of the confidences would change none of the answers.
  init(_ examples: [Example], for target: CascadeTarget) {
    let candidates = Self.candidates(examples)
    let chosen: CascadeThreshold?
    let isMet: Bool
    switch target {
    case .accuracy(let accuracy):
      let met = candidates.first { $0.accuracy >= accuracy }
      let best = candidates.map(\.accuracy).max()
      chosen = met ?? candidates.first { $0.accuracy == best }
      isMet = met != nil
    case .budgetShare(let share):
      let met = candidates.last { $0.asked <= share }
      chosen = met ?? candidates.first
      isMet = met != nil
    }
    self.init(
      least: chosen?.least, asked: chosen?.asked ?? 1, accuracy: chosen?.accuracy ?? 0, meetsTarget: isMet)
  }

  private init(least: Double?, asked: Double, accuracy: Double, meetsTarget: Bool) {
    self.least = least
    self.asked = asked
    self.accuracy = accuracy
    self.meetsTarget = meetsTarget
  }

  /// All thresholds that tell the examples apart, the lowest first; none without examples.
  private static func candidates(_ examples: [Example]) -> [CascadeThreshold] {
    guard !examples.isEmpty else { return [] }
    let count = Double(examples.count)
    let sorted = examples.compactMap { example in example.confidence.map { ($0, example) } }
      .sorted { $0.0 < $1.0 }
    var asked = examples.count - sorted.count
    var right =
      examples.count { $0.confidence == nil && $0.isDearRight } + sorted.count(where: \.1.isCheapRight)
    func candidate(_ least: Double?) -> CascadeThreshold {
      CascadeThreshold(
        least: least, asked: Double(asked) / count, accuracy: Double(right) / count, meetsTarget: true)
    }
    var found = [candidate(0)]
    for (index, (confidence, example)) in sorted.enumerated() {
      asked += 1
      right += (example.isDearRight ? 1 : 0) - (example.isCheapRight ? 1 : 0)
      let next = sorted.indices.contains(index + 1) ? sorted[index + 1].0 : nil
      if next != confidence { found.append(candidate(next.map { confidence + ($0 - confidence) / 2 })) }
    }
    return found
  }

  /// Whether the cheap member's answer counts.
  func isEnough(_ confidence: Double?) -> Bool {
    guard let least, let confidence else { return false }
    return confidence >= least
  }

  /// What was found, in a sentence.
  func text(of variable: String, cheap: String, dear: String) -> String {
    let from =
      least.map { "\(cheap) answers from a confidence of \($0.rounded(to: 3)) on" }
      ?? "\(cheap) never answers"
    let shares = [asked, accuracy].map { "\(($0 * 100).rounded(to: 1)) %" }
    return "\(variable): \(from); \(dear) is asked about \(shares[0]) of the gold posts, "
      + "\(shares[1]) are answered right"
      + (meetsTarget ? "" : "; no threshold meets the target, so this is the nearest to it")
  }
}
