import Reliability

extension CorpusCodings {
  /// The share of a category, by every method.
  ///
  /// With weights w the share is Σ w y / Σ w. In a part of the corpus the sample is still the whole sample: posts of other parts
  /// count 0, which is what makes the interval of a part honest.
  ///
  /// - Parameters:
  ///   - category: The category's place.
  ///   - part: The posts that the share speaks of; nil for the corpus.
  ///   - bootstrap: How the interval of the confusion matrix is made.
  /// - Returns: An estimate for each of ``ShareMethod``.
  public func shares(
    of category: Int, in part: [Bool]? = nil, bootstrap: Bootstrap = Bootstrap()
  ) -> [ShareEstimate] {
    let contains = { (post: Int) in part?[post] ?? true }
    var (total, answered, given, coded) = (0.0, 0.0, 0.0, 0)
    for post in answers.indices where contains(post) {
      let weight = weight(post)
      total += weight
      if answers[post] >= 0 {
        answered += weight
        coded += 1
        if answers[post] == category { given += weight }
      }
    }
    let naive = Self.naive(given: given, answered: answered, posts: coded, level: bootstrap.level)
    let inPart = sampled.filter { contains($0.place) }
    guard total > 0, inPart.count > 1 else {
      let reason: UndefinedReason = inPart.isEmpty ? .noObservations : .tooFewUnits
      return [naive] + ShareMethod.allCases.dropFirst().map { ShareEstimate($0, undefined: reason) }
    }
    let rows = sampled.map { post in
      let weight = contains(post.place) ? weight(post.place) : 0
      return SampleRow(
        truth: weight * (post.truth == category ? 1 : 0),
        prediction: weight * prediction(post.place, category), weight: weight,
        probability: post.probability, stratum: post.stratum)
    }
    let design = SampleDesign(rows)
    let corpus = Corpus(total: total, predicted: given, level: bootstrap.level)
    let powered =
      isSimple
      ? simplePredictionPowered(category, contains, level: corpus.level) : design.predictionPowered(corpus)
    return [
      naive, design.human(corpus), powered, designBased(category, contains, corpus),
      confusion(category, contains, corpus, bootstrap),
    ]
  }

  private static func naive(given: Double, answered: Double, posts: Int, level: Double) -> ShareEstimate {
    guard answered > 0 else { return ShareEstimate(.naive, undefined: .noObservations) }
    let share = given / answered
    return ShareEstimate(
      .naive, share: share, variance: share * (1 - share) / Double(posts), level: level)
  }

  /// The mean of the pseudo-outcomes m + (R / pi)(y - m), and the variance of that mean.
  private func designBased(_ category: Int, _ contains: (Int) -> Bool, _ corpus: Corpus) -> ShareEstimate {
    var corrections: [Int: Double] = [:]
    for post in sampled where contains(post.place) {
      let truth: Double = post.truth == category ? 1 : 0
      corrections[post.place, default: 0] += (truth - prediction(post.place, category)) / post.probability
    }
    var sum = 0.0
    for post in answers.indices where contains(post) {
      sum += weight(post) * (prediction(post, category) + (corrections[post] ?? 0))
    }
    let share = sum / corpus.total
    var squares = 0.0
    for post in answers.indices where contains(post) {
      let error = weight(post) * (prediction(post, category) + (corrections[post] ?? 0) - share)
      squares += error * error
    }
    return ShareEstimate(
      .designBased, share: share, variance: squares / (corpus.total * corpus.total), level: corpus.level)
  }
}

/// Sums over the posts that a share speaks of.
struct Corpus {
  /// The sum of weights.
  let total: Double
  /// The weighted sum of the coder's predictions.
  let predicted: Double
  let level: Double
}

/// A sampled post as a share sees it; outside the part its numbers are 0.
struct SampleRow {
  let truth: Double
  let prediction: Double
  let weight: Double
  let probability: Double
  let stratum: Int
}

/// The strata of a sample, with what each of them adds to a variance.
struct SampleDesign {
  private let strata: [[SampleRow]]

  init(_ rows: [SampleRow]) {
    strata = Dictionary(grouping: rows, by: \.stratum).sorted { $0.key < $1.key }.map(\.value)
  }

  /// The sum of `value` over the posts that the sample stands for.
  private func total(_ value: (SampleRow) -> Double) -> Double {
    strata.joined().reduce(0) { $0 + value($1) / $1.probability }
  }

  /// Σ over strata of N² (1 - n / N) s² / n, the variance of such a sum in a sample without replacement.
  ///
  /// N is what the stratum's posts stand for. A stratum with one post has no variance of its own: it gets that of all.
  private func covariance(_ first: (SampleRow) -> Double, _ second: (SampleRow) -> Double) -> Double {
    strata.reduce(0) { sum, stratum in
      let n = Double(stratum.count)
      let size = stratum.reduce(0) { $0 + 1 / $1.probability }
      let rows = stratum.count > 1 ? stratum : Array(strata.joined())
      return sum + size * size * max(0, 1 - n / size) * Self.covariance(rows, first, second) / n
    }
  }

  private static func covariance(
    _ rows: [SampleRow], _ first: (SampleRow) -> Double, _ second: (SampleRow) -> Double
  ) -> Double {
    let n = Double(rows.count)
    guard n > 1 else { return 0 }
    let means = (rows.reduce(0) { $0 + first($1) } / n, rows.reduce(0) { $0 + second($1) } / n)
    return rows.reduce(0) { $0 + (first($1) - means.0) * (second($1) - means.1) } / (n - 1)
  }

  /// The share by the person's codings alone: Hájek's ratio of weighted sums, with its linearised variance.
  func human(_ corpus: Corpus) -> ShareEstimate {
    let size = total(\.weight)
    guard size > 0 else { return ShareEstimate(.human, undefined: .noObservations) }
    let share = total(\.truth) / size
    let error = { (row: SampleRow) in row.truth - share * row.weight }
    return ShareEstimate(
      .human, share: share, variance: covariance(error, error) / (size * size), level: corpus.level)
  }

  /// (1 / N) [Σ l f over the corpus + Σ (y - l f) / pi over the sample], with the l in 0...1 of the least variance.
  func predictionPowered(_ corpus: Corpus) -> ShareEstimate {
    let spread = covariance(\.prediction, \.prediction)
    let tuning = spread > 0 ? min(1, max(0, covariance(\.truth, \.prediction) / spread)) : 0
    let rest = { (row: SampleRow) in row.truth - tuning * row.prediction }
    let share = (tuning * corpus.predicted + total(rest)) / corpus.total
    return ShareEstimate(
      .predictionPowered, share: share,
      variance: covariance(rest, rest) / (corpus.total * corpus.total), level: corpus.level)
  }
}
