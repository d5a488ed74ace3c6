import ContentCoding
import Learning
import Synchronization

/// Ties pictures whose embeddings point the same way: the same scene, perhaps on another photograph.
///
/// Two pictures are tied where the cosine of their embeddings is at least ``threshold`` (up to rounding, 1e-6); ties chain.
/// Every picture is compared with every other, block by block, so that no table of all cosines is ever held.
public struct SameScenes: Hashable, Sendable {
  /// The threshold where none is given.
  ///
  /// Cosines of different scenes lie in another range for every encoder, so look at the groups before you rely on it.
  public static let defaultThreshold = 0.95

  /// The least cosine of two tied pictures, above 0 and at most 1.
  public let threshold: Double

  /// A search by `threshold`.
  public init(threshold: Double = SameScenes.defaultThreshold) {
    self.threshold = threshold
  }

  private static let blockRows = 1024

  /// The groups of two and more.
  ///
  /// - Parameters:
  ///   - vectors: embeddings of one length, none of which need have length 1; one of zeros alone is tied to none.
  ///   - workers: the threads to work on.
  ///   - progress: told, from any thread, how many more of the vectors have been compared with all others.
  /// - Returns: positions in `vectors`, each group sorted, and the groups by their first position.
  /// - Throws: `LearningError` where the lengths differ, `CancellationError`.
  public func groups(
    of vectors: [[Float]], workers: Workers, progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> [[Int]] {
    let blocks = try stride(from: 0, to: vectors.count, by: Self.blockRows).map { start in
      try Matrix(rows: Array(vectors[start..<min(start + Self.blockRows, vectors.count)])).normalisedRows()
    }
    let ties = Ties(count: vectors.count)
    let limit = Float(threshold - 1e-6)
    // The first blocks meet the most others, so they come first.
    try await workers.each(Array(blocks.indices)) { first in
      for second in first..<blocks.count {
        let cosines = blocks[first].multiplied(byTransposeOf: blocks[second])
        ties.unite(
          cosines, from: (first * Self.blockRows, second * Self.blockRows), where: limit)
      }
      progress(blocks[first].rows)
    }
    return ties.groups()
  }

  private final class Ties: Sendable {
    private let count: Int
    private let sets: Mutex<DisjointSets>

    init(count: Int) {
      self.count = count
      sets = Mutex(DisjointSets(count: count))
    }

    func unite(_ cosines: Matrix, from start: (row: Int, column: Int), where limit: Float) {
      sets.withLock { sets in
        cosines.storage.withUnsafeBufferPointer { values in
          for row in 0..<cosines.rows {
            for column in 0..<cosines.columns where values[row * cosines.columns + column] >= limit {
              sets.unite(start.row + row, start.column + column)
            }
          }
        }
      }
    }

    func groups() -> [[Int]] {
      sets.withLock { sets in
        let members = Dictionary(grouping: 0..<count) { sets.representative(of: $0) }
        return members.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
      }
    }
  }
}
