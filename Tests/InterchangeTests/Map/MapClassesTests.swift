import Testing

@testable import Interchange

@Suite struct MapClassesTests {
  @Test func numbersFallIntoClassesOfEqualSize() {
    let classes = MapClasses(.numbers((0..<80).map { Double($0) }), kept: Array(0..<80))
    #expect(classes.labels.first == "0 to below 10" && classes.labels.last == "70 to 79")
    #expect(classes.counts == [10, 10, 10, 10, 10, 10, 10, 10, 0])
    #expect(classes.isOrdered)
  }

  @Test func equalNumbersAreOneClass() {
    let classes = MapClasses(.numbers([7, 7, nil, 7]), kept: [0, 1, 2, 3])
    #expect(classes.labels == ["7"])
    #expect(classes.places == [0, 0, -1, 0])
    #expect(classes.counts == [3, 1])
  }

  @Test func manyEqualNumbersMakeFewerClasses() {
    let numbers = Array(repeating: 0.0, count: 90) + (1...10).map { Double($0) }
    let classes = MapClasses(.numbers(numbers), kept: Array(numbers.indices))
    #expect(classes.labels.count < 8 && classes.counts.reduce(0, +) == 100)
    #expect(classes.labels.first == "0 to 10")
  }

  @Test func noNumbersNoClasses() {
    let classes = MapClasses(.numbers([nil, .nan, .infinity]), kept: [0, 1, 2, 3])
    #expect(classes.labels.isEmpty && classes.counts == [4])
  }

  @Test func extremeNumbersDoNotTrap() {
    let numbers: [Double?] = [-1e308, 1e308, 0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, -0.0]
    let classes = MapClasses(.numbers(numbers), kept: Array(numbers.indices))
    #expect(classes.counts.reduce(0, +) == 6)
    #expect(classes.places.allSatisfy { $0 >= 0 })
  }
}
