/// How well a coder's sets of tags follow gold's.
public struct TagValidity: Sendable, Codable, Equatable {
  /// Precision, recall, F1 and support of each tag, in the list's order.
  public let perTag: [CategoryValidity]

  /// 2 ΣTP / (Σsupport + Σpredictions) over all tags, in 0...1; undefined where no tag was ever given.
  public let microF1: Estimate<Double>

  /// The mean F1 of the tags that gold or the coder used, in 0...1; undefined where none was.
  public let macroF1: Estimate<Double>

  /// The share of units, by weight, whose two sets are equal, in 0...1; undefined without observations.
  public let exactMatch: Estimate<Double>

  /// How many units both coded; the empty set is a coding.
  public let observations: Int

  /// How many units gold coded and the coder did not; they are left out.
  public let abstentions: Int

  /// How many units carry a tag that is not in the list; such tags are ignored.
  public let unitsWithUnknownTags: Int

  /// Compares a coder's tags with gold's.
  ///
  /// The same as scikit-learn's `precision_recall_fscore_support` and `accuracy_score` on indicator
  /// matrices, with `zero_division=nan`.
  ///
  /// - Parameters:
  ///   - gold: The gold tags of each unit; nil leaves the unit out, the empty set does not.
  ///   - predicted: The coder's tags of each unit; nil where it abstained.
  ///   - tags: The codebook's list, which sets the order.
  ///   - weights: A weight for each unit, such as its inverse inclusion probability; nil for 1.
  /// - Throws: ``ReliabilityError`` for lists of different length, a bad tag list or a bad weight.
  public init(
    gold: [Set<String>?], predicted: [Set<String>?], tags: [String], weights: [Double]? = nil
  ) throws(ReliabilityError) {
    let index = try CategoryIndex(tags)
    try CodedUnits.check(predicted.count, of: "predicted tags", against: gold.count)
    if let weights { try CodedUnits.check(weights, against: gold.count) }
    var truePositives = Array(repeating: 0.0, count: tags.count)
    var support = truePositives
    var predictions = truePositives
    var unitCounts = Array(repeating: (0, 0), count: tags.count)
    var counts = (observed: 0, abstained: 0, unknown: 0)
    var weightOfEqual = 0.0
    var weightOfAll = 0.0
    for (unit, (gold, predicted)) in zip(gold, predicted).enumerated() {
      guard let gold else { continue }
      guard let predicted else {
        counts.abstained += 1
        continue
      }
      let weight = weights?[unit] ?? 1
      let goldPlaces = Set(gold.compactMap { index[$0] })
      let predictedPlaces = Set(predicted.compactMap { index[$0] })
      counts.observed += 1
      if goldPlaces.count < gold.count || predictedPlaces.count < predicted.count { counts.unknown += 1 }
      weightOfAll += weight
      if goldPlaces == predictedPlaces { weightOfEqual += weight }
      for place in goldPlaces {
        support[Int(place)] += weight
        unitCounts[Int(place)].0 += 1
        if predictedPlaces.contains(place) { truePositives[Int(place)] += weight }
      }
      for place in predictedPlaces {
        predictions[Int(place)] += weight
        unitCounts[Int(place)].1 += 1
      }
    }
    perTag = tags.indices.map { place in
      CategoryValidity(
        tags[place], truePositives: truePositives[place], support: support[place],
        predictions: predictions[place], counts: unitCounts[place])
    }
    microF1 = .ratio(
      2 * truePositives.reduce(0, +), support.reduce(0, +) + predictions.reduce(0, +),
      orUndefined: .neverUsed)
    macroF1 = .mean(of: perTag.map(\.f1), orUndefined: .neverUsed)
    exactMatch = .ratio(weightOfEqual, weightOfAll, orUndefined: .noObservations)
    observations = counts.observed
    abstentions = counts.abstained
    unitsWithUnknownTags = counts.unknown
  }
}
