import Reliability
import Testing

@Suite("Dawid and Skene's model of coders")
struct DawidSkeneTests {
  private func codes(_ tasks: [String], coders: Int = 3) -> [[Int32]] {
    (0..<coders).map { coder in
      tasks.map { task in
        switch Array(task)[coder] {
        case "A": 0
        case "B": 1
        default: -1
        }
      }
    }
  }

  /// crowd-kit's answer after 100 rounds; the ties stay ties.
  @Test func workedExample() throws {
    let found = DawidSkene(
      codes(["AAB", "ABB", "BBB", "AAA", "BAB", "ABA"]), categoryCount: 2)
    let expected = [0.5, 0.5, 0, 1, 0, 1]
    for (posterior, expected) in zip(found.posteriors, expected) {
      #expect(abs(try #require(posterior)[0] - expected) < 1e-3)
    }
  }

  @Test func aCoderWhoErrsCountsLess() throws {
    // Two who agree always, and one who turns everything round: where one good coder is missing, the other decides.
    var tasks = (0..<20).map { $0.isMultiple(of: 2) ? "AAB" : "BBA" }
    tasks.append("A*B")
    let found = DawidSkene(codes(tasks), categoryCount: 2)
    #expect(try #require(found.posteriors.last ?? nil)[0] > 0.9)
    #expect(found.confusions[2][0][0] < 0.1)
    #expect(found.converged)
  }

  @Test func missingUnitsAndNoUnits() {
    let found = DawidSkene(codes(["AA*", "***"]), categoryCount: 2)
    #expect(found.posteriors[0] != nil && found.posteriors[1] == nil)
    #expect(DawidSkene([], categoryCount: 2).posteriors.isEmpty)
  }

  @Test func posteriorsAreProbabilities() {
    var chance = SplitMix64(seed: 1)
    let codes = (0..<4).map { _ in (0..<60).map { _ in Int32(chance.next(below: 4)) - 1 } }
    for posterior in DawidSkene(codes, categoryCount: 3).posteriors.compactMap(\.self) {
      #expect(abs(posterior.reduce(0, +) - 1) < 1e-9)
      #expect(posterior.allSatisfy { (0...1).contains($0) })
    }
  }
}
