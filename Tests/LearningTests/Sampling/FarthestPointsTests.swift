import Foundation
import Reliability
import Testing

@testable import Learning

@Suite struct FarthestPointsTests {
  @Test func theNextPointIsTheFarthest() throws {
    let line = Matrix(rows: 5, columns: 1, storage: [0, 1, 2, 7, 10])
    let points = try FarthestPoints(3, of: line)
    // 10 is farthest from 0; then 2 lies 2 from 0, 7 lies 3 from 10.
    #expect(points.rows == [0, 4, 3])
    #expect(points.radius == 2)
    #expect(try FarthestPoints(1, of: line, startingAt: 2) == FarthestPoints(1, of: line, startingAt: 2))
    #expect(try FarthestPoints(1, of: line, startingAt: 2).radius == 8)
  }

  @Test func allPointsInTheEndAndEqualOnesLast() throws {
    let matrix = Matrix(rows: 4, columns: 2, storage: [1, 0, 1, 0, 0, 1, -1, 0])
    let points = try FarthestPoints(9, of: matrix)
    #expect(points.rows == [0, 3, 2, 1])
    #expect(points.radius == 0)
    #expect(try FarthestPoints(2, of: Matrix(rows: 3, columns: 1, storage: [4, 4, 4])).rows == [0, 1])
    #expect(try FarthestPoints(1, of: Matrix(rows: 1, columns: 1, storage: [4])).rows == [0])
  }

  /// The plain algorithm in doubles, on 5,000 points: more than a block.
  @Test func itIsTheGreedyChoiceWhateverTheBlocksAndThreads() throws {
    var generator = SplitMix64(seed: 5)
    let matrix = Matrix(
      rows: 5000, columns: 24, storage: (0..<120_000).map { _ in generator.uniform() - 0.5 })
    let points = try FarthestPoints(20, of: matrix, startingAt: 17)
    #expect(try FarthestPoints(20, of: matrix, startingAt: 17, threads: 3) == points)
    func distance(_ one: Int, _ other: Int) -> Double {
      zip(matrix.row(one), matrix.row(other)).reduce(0) { $0 + pow(Double($1.0) - Double($1.1), 2) }
        .squareRoot()
    }
    var nearest = (0..<5000).map { distance($0, 17) }
    for row in points.rows.dropFirst() {
      #expect(nearest[row] >= (nearest.max() ?? 0) - 1e-5)
      for other in nearest.indices { nearest[other] = min(nearest[other], distance(other, row)) }
    }
    #expect(abs(points.radius - (nearest.max() ?? 0)) < 1e-5)
  }

  @Test func whatMakesNoSenseIsRefused() {
    let line = Matrix(rows: 2, columns: 1, storage: [0, 1])
    #expect(throws: LearningError.noExamples) { try FarthestPoints(1, of: Matrix(rows: 0, columns: 3)) }
    #expect(throws: LearningError.noFeatures) { try FarthestPoints(1, of: Matrix(rows: 3, columns: 0)) }
    #expect(throws: LearningError.self) { try FarthestPoints(0, of: line) }
    #expect(throws: LearningError.self) { try FarthestPoints(1, of: line, startingAt: 2) }
    #expect(throws: LearningError.self) { try FarthestPoints(1, of: line, startingAt: -1) }
    #expect(throws: LearningError.notFinite(what: "the points", row: 1, column: 0)) {
      try FarthestPoints(1, of: Matrix(rows: 2, columns: 1, storage: [0, .nan]))
    }
    #expect(throws: LearningError.self) {
      try FarthestPoints(1, of: Matrix(rows: 1, columns: 1, storage: [.greatestFiniteMagnitude]))
    }
  }
}
