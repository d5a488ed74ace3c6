import Foundation
import Learning
import Testing

struct UMAPModelTests {
  private func fitted(_ dimensions: Int = 2) throws -> (model: UMAPModel, classes: [Int], new: Matrix) {
    var draws = Draws(2)
    let (rows, classes) = draws.clusters(120, 10, count: 3, apart: 3)
    let new = rows.selecting(rows: Array(90..<120))
    let model = try UMAP(neighbours: 8, dimensions: dimensions, metric: .euclidean, epochs: 90)
      .fit(rows.selecting(rows: Array(0..<90)))
    return (model, classes, new)
  }

  @Test(arguments: [2, 6])
  func newRowsLieAmongTheirOwnKind(dimensions: Int) throws {
    let (model, classes, new) = try fitted(dimensions)
    let found = try model.transform(new)
    let near = try NearestNeighbours.exact(of: found, in: model.embedding, count: 3, metric: .euclidean)
    let right = (0..<30).filter { row in
      near.neighbours(of: row).allSatisfy { classes[Int($0)] == classes[90 + row] }
    }
    #expect(right.count >= 27)
  }

  @Test func aRowsPlaceDoesNotDependOnTheOthers() throws {
    let (model, _, new) = try fitted()
    let all = try model.transform(new)
    #expect(try model.transform(new, threads: 3) == all)
    let some = try model.transform(new.selecting(rows: [17, 4]))
    #expect(some == all.selecting(rows: [17, 4]))
  }

  @Test func degenerateRowsAreDefined() throws {
    let (model, _, new) = try fitted()
    #expect(try model.transform(Matrix(rows: [])).rows == 0)
    #expect(throws: LearningError.self) { try model.transform(randomRows(2, 9)) }
    let bad = Matrix(rows: 1, columns: 10, storage: Array(new.row(0).dropLast()) + [.nan])
    #expect(throws: LearningError.notFinite(what: "the new rows", row: 0, column: 9)) {
      try model.transform(bad)
    }
    let far = Matrix(rows: 1, columns: 10, storage: [Float](repeating: 1e30, count: 10))
    #expect(try model.transform(far).storage.allSatisfy { $0.isFinite })
    let single = try UMAP().fit(randomRows(1, 3))
    #expect(try single.transform(randomRows(4, 3, seed: 2)).storage.allSatisfy { $0.isFinite })
  }

  @Test func itIsStoredExactly() throws {
    let (model, _, new) = try fitted()
    let read = try JSONDecoder().decode(UMAPModel.self, from: JSONEncoder().encode(model))
    #expect(read == model)
    let places = try model.transform(new)
    #expect(try read.transform(new) == places)
  }

  @Test func whatDoesNotFitTogetherIsNotRead() throws {
    let (model, _, _) = try fitted()
    let whole = try #require(String(bytes: JSONEncoder().encode(model), encoding: .utf8))
    for (part, other) in [
      ("\"dimensions\":2", "\"dimensions\":3"), ("\"rows\":90", "\"rows\":91"),
      ("\"neighbours\":8", "\"neighbours\":0"),
    ] {
      #expect(whole.contains(part))
      let broken = Data(whole.replacingOccurrences(of: part, with: other).utf8)
      #expect(throws: (any Error).self) { try JSONDecoder().decode(UMAPModel.self, from: broken) }
    }
  }
}
