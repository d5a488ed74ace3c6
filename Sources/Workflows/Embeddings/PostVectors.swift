import ContentCoding
import Learning
import Storage

/// An embedding for each post: of several pictures the mean of their L2-normalised embeddings, scaled to length 1 again.
struct PostVectors {
  /// The posts that have one, sorted.
  let ids: [String]
  /// The embedding of each, in the same order, of length 1.
  let matrix: Matrix

  /// The embeddings of the posts called `ids`; posts without one are left out.
  ///
  /// - Throws: ``UserError`` where no post has an embedding.
  init(of ids: [String], from source: EmbeddingSource) async throws {
    var sums: [String: [Float]] = [:]
    let line = source.meter(total: try source.count(in: .ids(ids)))
    try await source.forEachRow(in: .ids(ids), progress: { line.advance(by: $0) }) { row in
      guard let unit = row.vector.flatMap(Self.unit) else { return }
      sums[row.post] = sums[row.post].map { sum in zip(sum, unit).map { $0 + $1 } } ?? unit
    }
    line.clear()
    let units = sums.compactMapValues(Self.unit).sorted { $0.key < $1.key }
    guard !units.isEmpty else { throw UserError("no post has an embedding; see codeframe import posts") }
    self.ids = units.map(\.key)
    matrix = try Matrix(rows: units.map(\.value))
  }

  /// `vector` at length 1; nil where it has no direction.
  private static func unit(_ vector: [Float]) -> [Float]? {
    let length = vector.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    guard length > 0, length.isFinite else { return nil }
    return vector.map { Float(Double($0) / length) }
  }
}
