/// Two coders' values of one variable, post by post; posts sorted by id.
struct PairedValues {
  var reference: [CodedValue?] = []
  var coder: [CodedValue?] = []
  var confidences: [Double?] = []
  var scores: [[String: Double]] = []
  var weights: [Double]?
  var groups: [String]?
  var accounts: [String?]?
  let counts: Comparison.Counts

  /// Pairs the codings of the posts that the reference has a value for.
  ///
  /// Without scores, confidences are left out too. Persons' and models' abstentions and failures are missing values here, as reliability wants it.
  init(
    _ reference: VariableCodings, _ other: VariableCodings, variable: Variable, frame: EvaluationFrame,
    withScores: Bool = true
  ) {
    var abstained = 0
    var failed = 0
    var retired = 0
    var outOfFold = 0
    var compared = 0
    var posts: [String] = []
    for (id, coding) in reference.codings.sorted(by: { $0.key < $1.key }) where frame.contains(id) {
      guard let truth = coding.answer.value else { continue }
      let answer = other.codings[id]?.answer
      guard truth.isOffered(by: variable), answer?.value?.isOffered(by: variable) ?? true else {
        retired += 1
        continue
      }
      posts.append(id)
      self.reference.append(truth)
      coder.append(answer?.value)
      confidences.append(withScores ? answer?.confidence : nil)
      scores.append(withScores ? answer?.scores ?? [:] : [:])
      switch answer?.status {
      case .coded:
        compared += 1
        if other.codings[id]?.fold != nil { outOfFold += 1 }
      case .failed: failed += 1
      case .abstained, nil: abstained += 1
      }
    }
    weights = frame.weights.map { weights in posts.map { weights[$0] ?? 0 } }
    groups = frame.groups.map { groups in posts.map { groups[$0] ?? $0 } }
    accounts = frame.accounts.map { accounts in posts.map { accounts[$0] } }
    counts = Comparison.Counts(
      compared: compared, reference: posts.count, abstained: abstained, failed: failed, retired: retired,
      outOfFold: outOfFold)
  }
}
