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
  /// Without scores, the lists of scores and of confidences are empty. Persons' and models' abstentions and failures are missing values here, as reliability wants it.
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
    for (place, found) in other.places(of: reference.posts).enumerated() {
      let id = reference.posts[place]
      guard frame.contains(id), let truth = reference.value(at: place) else { continue }
      let answer = found.flatMap(other.value)
      guard truth.isOffered(by: variable), answer?.isOffered(by: variable) ?? true else {
        retired += 1
        continue
      }
      posts.append(id)
      self.reference.append(truth)
      coder.append(answer)
      if withScores {
        let whole = found.flatMap(other.answer)
        confidences.append(whole?.confidence)
        scores.append(whole?.scores ?? [:])
      }
      switch found.map(other.status) {
      case .coded:
        compared += 1
        if let found, other.isOutOfFold(at: found) { outOfFold += 1 }
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
