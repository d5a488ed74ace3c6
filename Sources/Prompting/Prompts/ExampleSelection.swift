import ContentCoding

/// Chooses the gold posts that are shown as examples.
///
/// For each label of each variable, in the codebook's order, posts are added until ``perLabel`` posts show it or there are no
/// more; a post counts for all labels that it has, so that few posts are sent. Numbers have two labels: at most and above
/// gold's median. Which posts come first is decided by a hash of seed and id, and posts with a value for every variable that
/// applies are preferred. For a gold post no post of its own fold is chosen, and never the post itself.
public struct ExampleSelection: Sendable {
  /// How many posts are to show each label.
  public let perLabel: Int
  private let labels: [Label]
  /// In the order of preference.
  private let candidates: [Candidate]
  private let folds: [String: Int]
  private let chosen: [Int?: [String]]

  private struct Label: Hashable {
    let variable: String
    let label: String
  }

  private struct Candidate {
    let id: String
    let labels: Set<Label>
    let place: UInt64
  }

  /// A selection.
  ///
  /// - Parameters:
  ///   - values: gold's values by post id; only posts that can be shown.
  ///   - folds: the fold of each gold post.
  ///   - variables: what is answered.
  ///   - perLabel: at least 1.
  ///   - seed: the study's seed.
  public init(
    values: [String: [String: CodedValue]], folds: [String: Int], variables: [Variable], perLabel: Int,
    seed: UInt64
  ) {
    self.perLabel = max(1, perLabel)
    self.folds = folds
    let medians = Self.medians(of: values, variables: variables)
    labels = variables.flatMap { variable in
      (variable.type == .number ? ["low", "high"] : variable.labels).map {
        Label(variable: variable.name, label: $0)
      }
    }
    let order = DrawOrder(beginning: "\(seed) example ")
    let ranked = values.map { id, values -> (isWhole: Bool, candidate: Candidate) in
      let isWhole = variables.allSatisfy { values[$0.name] != nil || $0.isRuledOut(by: values) }
      return (
        isWhole,
        Candidate(id: id, labels: Self.labels(of: values, medians: medians), place: order.key(of: id))
      )
    }
    candidates = ranked.sorted {
      ($0.isWhole ? 0 : 1, $0.candidate.place) < ($1.isWhole ? 0 : 1, $1.candidate.place)
    }.map(\.candidate)
    var chosen: [Int?: [String]] = [:]
    for fold in Set(folds.values.map { Optional($0) }).union([nil]) {
      chosen[fold] = Self.choose(candidates, labels: labels, count: self.perLabel) {
        fold == nil || folds[$0] != fold
      }
    }
    self.chosen = chosen
  }

  /// The ids of the examples for `postID`, in the order in which they are shown.
  public func examples(for postID: String) -> [String] {
    let usual = chosen[folds[postID]] ?? []
    guard folds[postID] == nil, usual.contains(postID) else { return usual }
    return Self.choose(candidates, labels: labels, count: perLabel) { $0 != postID }
  }

  private static func choose(
    _ candidates: [Candidate], labels: [Label], count: Int, where isAllowed: (String) -> Bool
  ) -> [String] {
    let allowed = candidates.filter { isAllowed($0.id) }
    var shown: [Label: Int] = [:]
    var taken: [Candidate] = []
    var isTaken: Set<String> = []
    for label in labels {
      for candidate in allowed where candidate.labels.contains(label) {
        guard shown[label, default: 0] < count else { break }
        guard isTaken.insert(candidate.id).inserted else { continue }
        taken.append(candidate)
        for label in candidate.labels { shown[label, default: 0] += 1 }
      }
    }
    // Shown in an order that says nothing about the labels.
    return taken.sorted { $0.place < $1.place }.map(\.id)
  }

  private static func labels(of values: [String: CodedValue], medians: [String: Double]) -> Set<Label> {
    var labels: Set<Label> = []
    for (variable, value) in values {
      switch value {
      case .category, .boolean: labels.insert(Label(variable: variable, label: value.text))
      case .tags(let tags): for tag in tags { labels.insert(Label(variable: variable, label: tag)) }
      case .openText: break
      case .number(let number):
        let isHigh = medians[variable].map { number > $0 } ?? false
        labels.insert(Label(variable: variable, label: isHigh ? "high" : "low"))
      }
    }
    return labels
  }

  /// The lower median of each number variable.
  private static func medians(
    of values: [String: [String: CodedValue]], variables: [Variable]
  ) -> [String: Double] {
    var medians: [String: Double] = [:]
    for variable in variables where variable.type == .number {
      let numbers = values.values.compactMap { values -> Double? in
        if case .number(let number)? = values[variable.name] { number } else { nil }
      }.sorted()
      if !numbers.isEmpty { medians[variable.name] = numbers[(numbers.count - 1) / 2] }
    }
    return medians
  }
}
