import Testing

@testable import Pages

@Suite struct MapClassesTests {
  private func classes(_ values: MapColouring.Values, kept: [Int]) -> MapClasses {
    MapClasses(MapColouring(name: "n", values: values), kept: kept)
  }

  @Test func whatIsMissingHasItsReason() {
    let classes = MapClasses(
      MapColouring(
        name: "n", values: .categories(["a"], of: [0, nil, nil, 7]), missing: ["not coded", "not asked"],
        kinds: [1, 1, 0, 9]),
      kept: [0, 1, 2, 3])
    #expect(classes.places == [0, 2, 1, 1])
    #expect(classes.counts == [1, 2, 1])
  }

  @Test func edgesHaveAsManyDigitsAsTellThemApart() {
    #expect(classes(.numbers([0.1234, 0.5678]), kept: [0, 1]).labels == ["0.123 to below 0.568", "0.568"])
    #expect(
      classes(.numbers([0.12341, 0.12342]), kept: [0, 1]).labels == ["0.12341 to below 0.12342", "0.12342"])
    #expect(
      classes(.numbers([-1234.5, 20_000]), kept: [0, 1]).labels == [
        "\u{2212}1,234 to below 20,000", "20,000",
      ])
  }

  @Test func numbersFallIntoClassesOfEqualSize() {
    let classes = self.classes(.numbers((0..<80).map { Double($0) }), kept: Array(0..<80))
    #expect(classes.labels.first == "0 to below 10" && classes.labels.last == "70 to 79")
    #expect(classes.counts == [10, 10, 10, 10, 10, 10, 10, 10, 0])
    #expect(classes.isOrdered)
  }

  @Test func equalNumbersAreOneClass() {
    let classes = self.classes(.numbers([7, 7, nil, 7]), kept: [0, 1, 2, 3])
    #expect(classes.labels == ["7"])
    #expect(classes.places == [0, 0, 1, 0])
    #expect(classes.counts == [3, 1])
  }

  @Test func manyEqualNumbersMakeFewerClasses() {
    let numbers = Array(repeating: 0.0, count: 90) + (1...10).map { Double($0) }
    let classes = self.classes(.numbers(numbers), kept: Array(numbers.indices))
    #expect(classes.labels.count < 8 && classes.counts.reduce(0, +) == 100)
    #expect(classes.labels.first == "0 to 10")
  }

  @Test func noNumbersNoClasses() {
    let classes = self.classes(.numbers([nil, .nan, .infinity]), kept: [0, 1, 2, 3])
    #expect(classes.labels.isEmpty && classes.counts == [4])
  }

  @Test func extremeNumbersDoNotTrap() {
    let numbers: [Double?] = [-1e308, 1e308, 0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, -0.0]
    let classes = self.classes(.numbers(numbers), kept: Array(numbers.indices))
    #expect(classes.counts.reduce(0, +) == 6)
    #expect(classes.places.allSatisfy { $0 >= 0 })
  }
}
