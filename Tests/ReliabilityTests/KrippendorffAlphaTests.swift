import Reliability
import Testing

@Suite struct KrippendorffAlphaTests {
  struct Case: Decodable {
    let units: [[Double?]]?
    let tags: [[[String]?]]?
    let alpha: [String: Double]
  }

  @Test func equalsTheReferenceLibraries() throws {
    let fixture = try Fixture<Case>.named("alpha")
    for golden in fixture.cases {
      if let units = golden.units {
        for (name, alpha) in [
          "nominal": KrippendorffAlpha(nominal: units), "ordinal": .init(ordinal: units),
          "interval": .init(interval: units), "ratio": .init(ratio: units),
        ] {
          #expect(near(alpha.alpha.value, golden.alpha[name], fixture.tolerance))
          #expect(alpha.distance.rawValue == name)
        }
      }
      if let tags = golden.tags {
        let alpha = KrippendorffAlpha(tags: tags.map { unit in unit.map { $0.map(Set.init) } })
        #expect(near(alpha.alpha.value, golden.alpha["masi"], fixture.tolerance))
      }
    }
  }

  /// Coders in lines, units in columns, `*` missing, as published.
  private func units(_ lines: String...) -> [[Double?]] {
    let coders = lines.map { $0.split(separator: " ").map { Double($0) } }
    return coders[0].indices.map { unit in coders.map { $0[unit] } }
  }

  @Test func publishedVectors() {
    let a = units(
      "* * * * * 3 4 1 2 1 1 3 3 * 3", "1 * 2 1 3 3 4 3 * * * * * * *", "* * 2 1 3 4 4 * 2 1 1 3 3 * 4")
    #expect(near(KrippendorffAlpha(nominal: a).alpha.value, 0.691358, 5e-7))
    #expect(near(KrippendorffAlpha(interval: a).alpha.value, 0.810845, 5e-7))
    let b = units(
      "1 2 3 3 2 1 4 1 2 * * *", "1 2 3 3 2 2 4 1 2 5 * 3", "* 3 3 3 2 3 4 2 2 5 1 *",
      "1 2 3 3 2 4 4 1 2 5 1 *")
    #expect(near(KrippendorffAlpha(nominal: b).alpha.value, 0.743, 5e-4))
    #expect(near(KrippendorffAlpha(ordinal: b).alpha.value, 0.815, 5e-4))
    #expect(near(KrippendorffAlpha(ratio: b).alpha.value, 0.797, 5e-4))
    #expect(KrippendorffAlpha(nominal: b).pairableCodings == 40)
    #expect(KrippendorffAlpha(nominal: b).pairableUnits == 11)
  }

  private func randomUnits(seed: UInt64) -> [[Double?]] {
    var generator = SplitMix64(seed: seed)
    return (0..<30).map { _ in
      let truth = generator.next(below: 5)
      return (0..<4).map { _ in
        switch generator.next(below: 4) {
        case 0: nil
        case 1: Double(generator.next(below: 5))
        default: Double(truth)
        }
      }
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func orderDoesNotMatter(seed: UInt64) throws {
    let units = randomUnits(seed: seed)
    var generator = SplitMix64(seed: seed + 100)
    let shuffled = units.map { $0.shuffled(using: &generator) }.shuffled(using: &generator)
    for alpha: ([[Double?]]) -> KrippendorffAlpha in [
      { .init(nominal: $0) }, { .init(ordinal: $0) }, { .init(interval: $0) }, { .init(ratio: $0) },
      { .init(tags: $0.map { unit in unit.map { $0.map { ["a", "b\($0)"] } } }) },
    ] {
      let value = try #require(alpha(units).alpha.value)
      #expect(near(alpha(shuffled).alpha.value, value, 1e-12))
      #expect(value < 1)
      let agreeing = units.enumerated().map { unit, codings in codings.map { $0.map { _ in Double(unit) } } }
      #expect(alpha(agreeing).alpha == .defined(1))
    }
    let scaled = units.map { $0.map { $0.map { $0 * 3 + 7 } } }
    #expect(
      near(
        KrippendorffAlpha(interval: scaled).alpha.value, KrippendorffAlpha(interval: units).alpha.value,
        1e-12))
  }

  @Test func undefinedCasesSayWhy() {
    #expect(KrippendorffAlpha(nominal: [["a", nil], [nil, "b"]]).alpha == .undefined(.noPairs))
    #expect(KrippendorffAlpha(ordinal: []).alpha == .undefined(.noPairs))
    #expect(KrippendorffAlpha(interval: [[2, 2], [2, 2]]).alpha == .undefined(.noVariation))
    #expect(KrippendorffAlpha(tags: [[[], []]]).alpha == .undefined(.noVariation))
    #expect(KrippendorffAlpha(ratio: [[-1, 2]]).alpha == .undefined(.negativeValue))
    for bad in [Double.nan, .infinity] {
      #expect(KrippendorffAlpha(interval: [[bad, 2], [1, 2]]).alpha == .undefined(.notFinite))
      #expect(KrippendorffAlpha(ordinal: [[bad, 2], [1, 2]]).alpha == .undefined(.notFinite))
      #expect(KrippendorffAlpha(ratio: [[bad, 2], [1, 2]]).alpha == .undefined(.notFinite))
    }
    #expect(KrippendorffAlpha(interval: [[1e300, -1e300], [1, 2]]).alpha == .undefined(.notFinite))
  }

  @Test func masiDistance() {
    #expect(MASI.distance([], []) == 0)
    #expect(MASI.distance([], ["a"]) == 1)
    #expect(near(MASI.distance(["a"], ["a", "b"]), 2 / 3.0, 1e-15))
    #expect(near(MASI.distance(["a", "b"], ["b", "c"]), 8 / 9.0, 1e-15))
  }
}
