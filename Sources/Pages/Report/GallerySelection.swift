import ContentCoding
import Reliability

/// Chooses what a report shows of one coder and one variable, in one pass over the codings.
///
/// The choice depends on the seed and on what the codings say, never on the order in which they come.
/// Memory is bounded by the limits, not by the number of codings. Each post should be added once.
public struct GallerySelection: Sendable {
  /// How many codings of each kind are kept at most.
  public struct Limits: Hashable, Sendable {
    /// Codings of each category.
    public var perCategory: Int
    /// The least certain codings.
    public var leastCertain: Int
    /// Disagreements with gold.
    public var disagreements: Int
    /// Codings without a value.
    public var notCoded: Int

    /// Limits; less than 1 keeps nothing.
    public init(perCategory: Int = 6, leastCertain: Int = 12, disagreements: Int = 24, notCoded: Int = 6) {
      self.perCategory = perCategory
      self.leastCertain = leastCertain
      self.disagreements = disagreements
      self.notCoded = notCoded
    }
  }

  /// A seeded sample of the codings with one value.
  public struct Sample: Hashable, Sendable {
    /// The category, `true` or `false`, a tag; nil for any number and for no tag at all.
    public let label: String?
    /// The codings, in random order.
    public let codings: [Coding]
  }

  private let variable: Variable
  private let limits: Limits
  /// The hash of what all lots begin with: seed, variable, coder.
  private let start: UInt64
  private var byLabel: [String?: Ranking] = [:]
  private var uncertain: Ranking
  private var disagreeing: Ranking
  private var unanswered: Ranking

  /// A selection that holds nothing yet.
  public init(variable: Variable, coder: String, seed: UInt64, limits: Limits = Limits()) {
    self.variable = variable
    self.limits = limits
    start = ["\(seed)", variable.name, coder].reduce(0xcbf2_9ce4_8422_2325, Self.hash)
    uncertain = Ranking(limit: limits.leastCertain)
    disagreeing = Ranking(limit: limits.disagreements)
    unanswered = Ranking(limit: limits.notCoded)
  }

  /// Considers `coding`; those of other variables, and values that are not offered today, do not count.
  ///
  /// - Parameters:
  ///   - coding: what the coder said of one post.
  ///   - gold: gold's value for the same post, where there is one.
  public mutating func add(_ coding: Coding, gold: CodedValue? = nil) {
    guard coding.variable == variable.name else { return }
    let lot = lot(of: coding.postID)
    guard let value = coding.answer.value else {
      unanswered.add(coding, rank: 0, lot: lot)
      return
    }
    guard value.isOffered(by: variable) else { return }
    switch value {
    case .tags(let tags) where !tags.isEmpty: for tag in tags { add(coding, to: tag, lot: lot) }
    case .tags, .number, .openText: add(coding, to: nil, lot: lot)
    case .category, .boolean: add(coding, to: value.text, lot: lot)
    }
    let confidence = coding.answer.confidence.flatMap { $0.isFinite ? $0 : nil }
    if let confidence { uncertain.add(coding, rank: confidence, lot: lot) }
    guard let gold, gold != value else { return }
    let weight = distance(value, gold) ?? confidence ?? -1
    disagreeing.add(coding, rank: -weight, lot: lot)
  }

  /// A sample of each label of the codebook that the coder used, in its order, then of what has no label.
  public var samples: [Sample] {
    (variable.labels.map(Optional.some) + [nil]).compactMap { label in
      byLabel[label].map { Sample(label: label, codings: $0.codings) }
    }
  }

  /// The codings with the lowest confidence, lowest first; those without a confidence are not among them.
  public var leastCertain: [Coding] { uncertain.codings }

  /// Codings that differ from gold, most confident first; of a number, most distant first.
  public var disagreements: [Coding] { disagreeing.codings }

  /// A sample of the codings that were abstained from or failed.
  public var notCoded: [Coding] { unanswered.codings }

  private mutating func add(_ coding: Coding, to label: String?, lot: UInt64) {
    byLabel[label, default: Ranking(limit: limits.perCategory)].add(coding, rank: 0, lot: lot)
  }

  private func distance(_ value: CodedValue, _ gold: CodedValue) -> Double? {
    guard case .number(let number) = value, case .number(let truth) = gold else { return nil }
    return min(abs(number - truth), .greatestFiniteMagnitude)
  }

  /// A random number that belongs to the post: FNV-1a over seed, variable, coder and id, then SplitMix64.
  ///
  /// Not a `DrawOrder`: every coding of a large study has its lot drawn, and SHA-256 takes ten times as long.
  private func lot(of post: String) -> UInt64 {
    var generator = SplitMix64(seed: Self.hash(start, post))
    return generator.next()
  }

  private static func hash(_ before: UInt64, _ text: String) -> UInt64 {
    let hash = text.utf8.reduce(before) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return (hash ^ 0xFF) &* 0x100_0000_01b3
  }
}

/// The codings with the smallest rank, smallest first; equal ranks are ordered by lot.
private struct Ranking: Sendable {
  private struct Place: Comparable, Sendable {
    let rank: Double
    let lot: UInt64
    let post: String

    static func < (a: Place, b: Place) -> Bool { (a.rank, a.lot, a.post) < (b.rank, b.lot, b.post) }
  }

  private let limit: Int
  private var kept: [(place: Place, coding: Coding)] = []

  init(limit: Int) { self.limit = max(0, limit) }

  var codings: [Coding] { kept.map(\.coding) }

  mutating func add(_ coding: Coding, rank: Double, lot: UInt64) {
    let place = Place(rank: rank, lot: lot, post: coding.postID)
    if kept.count >= limit {
      guard let last = kept.last, place < last.place else { return }
      kept.removeLast()
    }
    var (low, high) = (0, kept.count)
    while low < high {
      let middle = (low + high) / 2
      if kept[middle].place < place { low = middle + 1 } else { high = middle }
    }
    kept.insert((place, coding), at: low)
  }
}
