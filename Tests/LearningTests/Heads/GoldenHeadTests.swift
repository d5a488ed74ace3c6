import Testing

@testable import Learning

/// Heads against scikit-learn; the tolerance stands in the fixture.
@Suite struct GoldenHeadTests {
  let golden: Golden

  init() throws { golden = try Golden.load() }

  @Test func logisticRegression() throws {
    for example in golden.logistic {
      for fit in example.fits {
        let head = try TrainedHead.train(
          Matrix(rows: example.rows), target: .classes(example.classes, count: example.count),
          parameters: HeadParameters(classWeights: example.balanced ? .balanced : .none, l2: fit.l2))
        let found = try head.probabilities(Matrix(rows: example.new))
        #expect(distance(found, fit.probabilities) < golden.tolerance, "\(example.name), C \(fit.c)")
        guard example.count > 2, let body = head.body as? StandardisedMaps, let map = body.maps.first else {
          continue
        }
        let largest = fit.coefficients.joined().map(abs).max() ?? 0
        #expect(
          distance(map.weights, fit.coefficients) < golden.tolerance * max(1, largest),
          "\(example.name), C \(fit.c)")
      }
    }
  }

  @Test func logisticRegressionOfEachTag() throws {
    let example = golden.tags
    let features = try Matrix(rows: example.rows)
    let head = try TrainedHead.train(
      features, target: .tags(example.tags), parameters: HeadParameters(l2: example.l2))
    #expect(try distance(head.probabilities(features), example.probabilities) < golden.tolerance)
  }

  @Test(arguments: [HeadKind.ridge, .logistic])
  func ridgeOfValues(_ kind: HeadKind) throws {
    for example in golden.ridge {
      let head = try TrainedHead.train(
        Matrix(rows: example.rows), target: .values(example.values),
        parameters: HeadParameters(kind: kind, l2: example.l2))
      #expect(try distance(head.decision(Matrix(rows: example.new)), example.answers) < golden.tolerance)
    }
  }

  /// The head's logits are scikit-learn's scores times one positive factor.
  @Test func ridgeOfClasses() throws {
    let example = golden.ridgeClasses
    let features = try Matrix(rows: example.rows)
    let head = try TrainedHead.train(
      features, target: .classes(example.classes, count: example.count),
      parameters: HeadParameters(kind: .ridge, l2: example.l2))
    let found = try head.decision(features)
    let factor = Double(found[0, 0]) / example.scores[0][0]
    #expect(factor > 0)
    #expect(distance(found, example.scores.map { $0.map { $0 * factor } }) < golden.tolerance * factor)
  }

  @Test func nearestNeighbours() throws {
    let example = golden.neighbours
    let head = try TrainedHead.train(
      Matrix(rows: example.rows), target: .classes(example.classes, count: example.count),
      parameters: HeadParameters(kind: .knn, neighbours: example.k))
    let (k, q) = (Double(example.k), Double(example.count))
    let smoothed = example.votes.map { $0.map { (Double($0) + 1 / q) / (k + 1) } }
    #expect(try distance(head.probabilities(Matrix(rows: example.new)), smoothed) < 1e-5)
  }

  @Test func prototypes() throws {
    let example = golden.prototypes
    let features = try Matrix(rows: example.rows)
    let head = try TrainedHead.train(
      features, target: .classes(example.classes, count: example.count),
      parameters: HeadParameters(kind: .prototypes))
    guard let prototypes = head.body as? Prototypes else {
      Issue.record("the head holds no prototypes")
      return
    }
    #expect((0.5...200).contains(prototypes.scale))
    let logits = example.cosines.map { $0.map { $0 * Double(prototypes.scale) } }
    #expect(try distance(head.decision(features), logits) < 1e-5 * Double(prototypes.scale))
  }

  @Test func standardisation() throws {
    let example = golden.scaler
    let features = try Matrix(rows: example.rows)
    let standardiser = Standardiser(fitting: features)
    for (found, expected) in zip(standardiser.deviations, example.deviations) {
      #expect(abs(found - expected) < 1e-9)
    }
    for (found, expected) in zip(standardiser.means, example.means) { #expect(abs(found - expected) < 1e-9) }
    #expect(distance(standardiser(features), example.transformed) < 1e-5)
  }

  @Test func temperature() throws {
    let example = golden.temperature
    let found = try TemperatureScaling.fit(logits: Matrix(rows: example.logits), classes: example.classes)
    #expect(abs(found - example.temperature) < 1e-3 * example.temperature)
    let ofTags = try TemperatureScaling.fit(logits: Matrix(rows: example.margins), tags: example.tags)
    #expect(abs(ofTags - example.tagTemperature) < 1e-3 * example.tagTemperature)
  }
}
