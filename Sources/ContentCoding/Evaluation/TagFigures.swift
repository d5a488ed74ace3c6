import Reliability

/// The figures of a tags variable.
public struct TagFigures: Encodable, Sendable {
  /// F1 of each tag, micro and macro F1, exact match.
  public let validity: TagValidity
  /// Always answering the reference's most frequent set: that set and its share, which is its exact match.
  public let majority: ChoiceFigures.Majority

  init(_ paired: PairedValues, labels: [String]) throws(ReliabilityError) {
    validity = try TagValidity(
      gold: paired.reference.map(\.?.tagSet), predicted: paired.coder.map(\.?.tagSet), tags: labels,
      weights: paired.weights)
    var sets: [String: Double] = [:]
    for (position, truth) in paired.reference.enumerated() where paired.coder[position] != nil {
      if let truth { sets[truth.text, default: 0] += paired.weights?[position] ?? 1 }
    }
    let total = sets.keys.sorted().reduce(0) { $0 + (sets[$1] ?? 0) }
    let top = sets.filter { $0.value > 0 }.max { ($0.value, $1.key) < ($1.value, $0.key) }
    majority = ChoiceFigures.Majority(
      category: top?.key, share: top.map { .defined($0.value / total) } ?? .undefined(.noObservations))
  }
}

extension CodedValue {
  /// The tags of a tags value.
  var tagSet: Set<String>? {
    if case .tags(let tags) = self { tags } else { nil }
  }

  /// The number of a number value.
  var numberValue: Double? {
    if case .number(let number) = self { number } else { nil }
  }
}
