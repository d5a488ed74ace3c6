import ContentCoding
import Learning
import ModelCoders
import Reliability
import Testing

struct SameScenesTests {
  private func groups(_ vectors: [[Float]], _ threshold: Double, workers: Int = 2) async throws -> [[Int]] {
    try await SameScenes(threshold: threshold).groups(of: vectors, workers: Workers(count: workers))
  }

  private func cosine(_ one: [Float], _ other: [Float]) -> Double {
    let dot = zip(one, other).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    let squares = [one, other].map { $0.reduce(0.0) { $0 + Double($1) * Double($1) } }
    return squares.contains(0) ? 0 : dot / (squares[0] * squares[1]).squareRoot()
  }

  /// More than one block, with clouds around some centres.
  @Test func equalsTheComparisonOfAllPairs() async throws {
    var generator = SplitMix64(seed: 11)
    let centres = (0..<300).map { _ in generator.vector(8) }
    let vectors = (0..<1300).map { place in
      zip(centres[place % centres.count], generator.vector(8)).map { $0 * 3 + $1 }
    }
    var sets = DisjointSets(count: vectors.count)
    for one in vectors.indices {
      for other in 0..<one where cosine(vectors[one], vectors[other]) >= 0.99 { sets.unite(one, other) }
    }
    let expected = Dictionary(grouping: vectors.indices) { sets.representative(of: $0) }.values
      .filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    #expect(expected.count > 5)
    #expect(try await groups(vectors, 0.99) == expected)
    #expect(try await groups(vectors, 0.99, workers: 1) == expected)
  }

  @Test func lengthDoesNotMatterAndZerosTieNone() async throws {
    #expect(try await groups([[1, 2], [2, 4], [0, 0], [0, 0], [-1, -2]], 1) == [[0, 1]])
    #expect(try await groups([], 0.9).isEmpty)
    #expect(try await groups([[1]], 0.9).isEmpty)
  }

  @Test func vectorsOfDifferentLengthAreRefused() async throws {
    await #expect(throws: LearningError.self) { try await groups([[1, 2], [1]], 0.9) }
  }
}
