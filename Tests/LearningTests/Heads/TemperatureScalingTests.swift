import Testing

@testable import Learning

@Suite struct TemperatureScalingTests {
  @Test func isFiniteAndInRangeWhereEverythingIsRight() throws {
    let logits = try Matrix(rows: [[3, 0, 0], [0, 2, 1], [0, 0, 4]])
    let found = TemperatureScaling.fit(logits: logits, classes: [0, 1, 2])
    #expect(found > TemperatureScaling.range.lowerBound && found < 5)
    let tags = TemperatureScaling.fit(logits: logits, tags: logits.nested.map { $0.map { $0 > 0 } })
    #expect(TemperatureScaling.range.contains(tags))
  }

  @Test func isLargestWhereEverythingIsWrong() throws {
    let logits = try Matrix(rows: [[3, 0], [0, 2]])
    #expect(TemperatureScaling.fit(logits: logits, classes: [1, 0]) == 20)
    #expect(TemperatureScaling.fit(logits: logits, tags: [[false, true], [true, false]]) == 20)
  }

  @Test func isOneWhereThereIsNothingToLearn() throws {
    #expect(TemperatureScaling.fit(logits: Matrix(rows: 0, columns: 3, storage: []), classes: []) == 1)
    #expect(try TemperatureScaling.fit(logits: Matrix(rows: [[1, 1]]), classes: [0]) == 1)
    #expect(try TemperatureScaling.fit(logits: Matrix(rows: [[.nan, 1]]), classes: [0]) == 1)
    #expect(try TemperatureScaling.fit(logits: Matrix(rows: [[2, 1]]), classes: [7]) == 1)
  }

  @Test func aClassThatCannotBePredictedDoesNotCount() throws {
    let rows: [[Float]] = [[2, 1, -10_000], [1, 2, -10_000], [3, 1, -10_000], [1, 4, -10_000]]
    let without = try TemperatureScaling.fit(logits: Matrix(rows: Array(rows.prefix(3))), classes: [0, 1, 1])
    let with = try TemperatureScaling.fit(logits: Matrix(rows: rows), classes: [0, 1, 1, 2])
    #expect(without == with)
  }
}
