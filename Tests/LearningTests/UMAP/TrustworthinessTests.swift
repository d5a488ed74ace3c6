import Learning
import Testing

struct TrustworthinessTests {
  @Test func valuesAreThoseOfScikitLearn() throws {
    for golden in try GoldenUMAP.load().trustworthiness {
      let found = try Trustworthiness.of(
        Matrix(rows: golden.embedding), showing: Matrix(rows: golden.rows), neighbours: golden.k,
        metric: golden.metric)
      let value = try #require(found)
      #expect(abs(value - golden.value) < 1e-9)
    }
  }

  @Test func theTableItselfIsTrusted() throws {
    let rows = randomRows(700, 3)
    #expect(try Trustworthiness.of(rows, showing: rows, neighbours: 5) == 1)
    let shuffled = rows.selecting(rows: (0..<700).map { ($0 * 271) % 700 })
    let found = try #require(try Trustworthiness.of(shuffled, showing: rows, neighbours: 5))
    #expect(abs(found - 0.5) < 0.05)
    #expect(try Trustworthiness.of(shuffled, showing: rows, neighbours: 5, threads: 3) == found)
  }

  @Test func itIsUndefinedWhereNeighboursAreHalfOfAll() throws {
    let rows = randomRows(10, 2)
    #expect(try Trustworthiness.of(rows, showing: rows, neighbours: 5) == nil)
    #expect(try Trustworthiness.of(rows, showing: rows, neighbours: 4) == 1)
    #expect(try Trustworthiness.of(Matrix(rows: []), showing: Matrix(rows: []), neighbours: 1) == nil)
  }

  @Test func nonsenseIsRefused() {
    let rows = randomRows(10, 2)
    #expect(throws: LearningError.self) { try Trustworthiness.of(rows, showing: rows, neighbours: 0) }
    #expect(throws: LearningError.self) { try Trustworthiness.of(rows, showing: randomRows(9, 2)) }
    var bad = rows
    bad = Matrix(rows: 10, columns: 2, storage: bad.storage.dropLast() + [.nan])
    #expect(throws: LearningError.self) { try Trustworthiness.of(rows, showing: bad, neighbours: 2) }
    #expect(throws: LearningError.self) { try Trustworthiness.of(bad, showing: rows, neighbours: 2) }
  }
}
