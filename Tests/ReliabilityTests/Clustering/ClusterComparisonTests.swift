import Reliability
import Testing

@Suite struct ClusterComparisonTests {
  struct Case: Decodable {
    let classes: [Int]
    let clusters: [Int]
    let ari: Double
    let nmi: Double
    let purity: Double
  }

  @Test func equalsScikitLearn() throws {
    let fixture = try Fixture<Case>.named("clusters")
    #expect(fixture.cases.count == 12)
    for golden in fixture.cases {
      let found = try ClusterComparison(classes: golden.classes, clusters: golden.clusters)
      #expect(near(found.adjustedRandIndex.value, golden.ari, fixture.tolerance))
      #expect(near(found.normalisedMutualInformation.value, golden.nmi, fixture.tolerance))
      #expect(near(found.purity.value, golden.purity, fixture.tolerance))
      #expect(found.clusters == Set(golden.clusters).count && found.classes == Set(golden.classes).count)
    }
  }

  @Test func theExampleOfTheLiterature() throws {
    let found = try ClusterComparison(classes: [0, 0, 1, 1], clusters: [0, 0, 1, 2])
    #expect(near(found.adjustedRandIndex.value, 4 / 7, 1e-12))
    #expect(found.purity == .defined(1) && found.clusters == 3 && found.classes == 2)
  }

  @Test func namesAndTheirOrderDoNotMatter() throws {
    let gold = ["sea", "sea", "city", "city", "city", "wood", nil]
    let found: [Int?] = [7, 7, 3, 3, 7, nil, 3]
    let one = try ClusterComparison(classes: gold, clusters: found)
    let renamed = try ClusterComparison(
      classes: Array(gold.reversed()), clusters: found.map { $0.map { "c\(-$0)" } }.reversed())
    #expect(one.units == 5 && one.leftOut == 2 && one.clusters == 2)
    #expect(near(renamed.adjustedRandIndex.value, one.adjustedRandIndex.value, 1e-12))
    #expect(near(renamed.normalisedMutualInformation.value, one.normalisedMutualInformation.value, 1e-12))
    #expect(one.purity == .defined(0.8) && renamed.purity == .defined(0.8))
    let turned = try ClusterComparison(classes: found, clusters: gold)
    #expect(near(turned.adjustedRandIndex.value, one.adjustedRandIndex.value, 1e-12))
  }

  @Test func withoutUnitsItIsUndefined() throws {
    for found in [
      try ClusterComparison(classes: [Int?](), clusters: [Int?]()),
      try ClusterComparison(classes: [1, nil], clusters: [nil, "a"]),
    ] {
      #expect(found.adjustedRandIndex == .undefined(.noObservations))
      #expect(found.normalisedMutualInformation == .undefined(.noObservations))
      #expect(found.purity == .undefined(.noObservations))
    }
  }

  @Test func listsOfDifferentLengthAreRefused() {
    #expect(throws: ReliabilityError.differentLengths(what: "The clusters", expected: 2, found: 1)) {
      try ClusterComparison(classes: [1, 2], clusters: [1])
    }
  }
}
