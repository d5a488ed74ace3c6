import ContentCoding

/// The embedded sentences of one variable.
struct PhraseVectors: Sendable {
  let list: PhraseList
  /// The L2-normalised vectors of each label's sentences.
  private let vectors: [[[Double]]]
  /// For each label the mean of ``vectors``, normalised again; zeros where they cancel out.
  private let means: [[Double]]
  private let neutral: [Double]?

  /// Vectors, one for each of the list's `texts` and of one length.
  ///
  /// - Throws: ``ZeroShotProblem`` for a vector without a direction.
  init(_ list: PhraseList, vectors: [[Float]]) throws(ZeroShotProblem) {
    self.list = list
    var units: [[Double]] = []
    for (text, vector) in zip(list.texts, vectors) {
      guard let unit = vector.map(Double.init).unit else {
        throw ZeroShotProblem.phrase(text, reason: "its embedding is zero and points nowhere")
      }
      units.append(unit)
    }
    var rest = units[...]
    self.vectors = list.sentences.map { sentences in
      defer { rest = rest.dropFirst(sentences.count) }
      return Array(rest.prefix(sentences.count))
    }
    neutral = rest.first
    means = self.vectors.map { vectors in
      var sum = [Double](repeating: 0, count: vectors.first?.count ?? 0)
      for vector in vectors { for index in sum.indices { sum[index] += vector[index] } }
      return sum.unit ?? sum
    }
  }

  /// How many numbers each vector has.
  var dimension: Int? { vectors.first?.first?.count }

  /// What one picture or text says of the labels; nil where its embedding points nowhere.
  func evidence(
    in embedding: [Float], aggregation: PhraseAggregation, scoring: ZeroShotScoring
  ) -> LabelEvidence? {
    guard let unit = embedding.map(Double.init).unit else { return nil }
    let cosines = vectors.map { $0.map { $0.dot(unit) } }
    let ofNeutral = neutral?.dot(unit)
    let best = cosines.map { cosines in
      cosines.indices.max { (cosines[$0], -$0) < (cosines[$1], -$1) } ?? 0
    }
    let highest = zip(cosines, best).map { $0[$1] }
    let combined = aggregation == .mean ? means.map { $0.dot(unit) } : highest
    let scores: [Double]
    var strengths: [Double]?
    switch (scoring, list.contest, aggregation) {
    case (.sigmoid(let scale, let bias), _, _):
      scores = combined.map { ZeroShotScoring.logistic(scale * $0 + bias) }
    case (.softmax(let scale), .together, .mean), (.softmax(let scale), .together, .max):
      scores = ZeroShotScoring.softmax(combined.map { scale * $0 })
    case (.softmax(let scale), .apart, .mean), (.softmax(let scale), .apart, .max):
      scores = combined.map { ZeroShotScoring.logistic(scale * ($0 - (ofNeutral ?? 0))) }
    case (.softmax(let scale), .together, .phrases):
      let shares = ZeroShotScoring.softmax(cosines.flatMap { $0.map { scale * $0 } })
      var rest = shares[...]
      let byLabel = cosines.map { cosines in
        defer { rest = rest.dropFirst(cosines.count) }
        return Array(rest.prefix(cosines.count))
      }
      scores = byLabel.map { min(1, $0.reduce(0, +)) }
      strengths = zip(byLabel, best).map { $0[$1] }
    case (.softmax(let scale), .apart, .phrases):
      let byLabel = cosines.map { cosines in
        ZeroShotScoring.softmax((cosines + [ofNeutral ?? 0]).map { scale * $0 }).dropLast()
      }
      scores = byLabel.map { min(1, $0.reduce(0, +)) }
      strengths = zip(byLabel, best).map { $0[$1] }
    }
    return LabelEvidence(
      scores: scores, strengths: strengths ?? scores, cosines: combined, highest: highest, best: best,
      neutral: ofNeutral)
  }
}

extension [Double] {
  /// The vector of length 1 in the same direction; nil where there is none.
  fileprivate var unit: [Double]? {
    let length = dot(self).squareRoot()
    return length > 0 && length.isFinite ? map { $0 / length } : nil
  }

  /// The inner product, by four sums that the processor can take at once.
  fileprivate func dot(_ other: [Double]) -> Double {
    withUnsafeBufferPointer { first in
      other.withUnsafeBufferPointer { second in
        let count = Swift.min(first.count, second.count)
        var sums = SIMD4<Double>()
        var index = 0
        while index + 4 <= count {
          sums.addProduct(
            SIMD4(first[index], first[index + 1], first[index + 2], first[index + 3]),
            SIMD4(second[index], second[index + 1], second[index + 2], second[index + 3]))
          index += 4
        }
        var sum = sums.sum()
        while index < count {
          sum += first[index] * second[index]
          index += 1
        }
        return sum
      }
    }
  }
}
