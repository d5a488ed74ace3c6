import ContentCoding
import Learning

/// The posts that were learned from, to find those most like another one.
///
/// The likeness is the cosine of embeddings; where nothing is embedded that of the rows of features, each column at mean 0 and
/// variance 1.
struct NearestPosts: Codable, Sendable {
  private let ids: [String]
  private let folds: [Int]
  /// A post a row, of length 1.
  private let rows: Matrix
  private let means: [Float]
  private let deviations: [Float]

  /// How many posts are named.
  static let count = 5
  /// Rows that are compared at once: always as many, so that a product rounds the same whatever is beside it.
  private static let block = 64

  init(_ facts: [PostFacts], layout: FeatureLayout, folds: [Int]) throws {
    ids = facts.map(\.id)
    self.folds = folds
    let points = facts.map { Self.point($0, layout) }
    let width = points.first?.count ?? 0
    if layout.dimension > 0 {
      means = [Float](repeating: 0, count: width)
      deviations = [Float](repeating: 1, count: width)
    } else {
      let n = Float(max(points.count, 1))
      let means = (0..<width).map { column in points.reduce(Float(0)) { $0 + $1[column] } / n }
      deviations = (0..<width).map { column in
        let variance = points.reduce(Float(0)) { sum, point in
          let difference = point[column] - means[column]
          return sum + difference * difference
        }
        return variance > 1e-12 ? (variance / n).squareRoot() : 1
      }
      self.means = means
    }
    rows = try Matrix(rows: points.map { [means, deviations] in Self.scaled($0, means, deviations) })
      .normalisedRows()
  }

  /// The ids of the nearest posts, nearest first, of equally near ones in the order learned from; not the post itself.
  ///
  /// - Parameters:
  ///   - facts: the posts.
  ///   - layout: that which the posts were learned with.
  ///   - leftOut: for each post the fold whose posts are not named; nil where none is left out.
  /// - Returns: ids for each post; none for one of another shape.
  /// - Throws: `CancellationError`.
  func nearest(to facts: [PostFacts], layout: FeatureLayout, leavingOut leftOut: [Int?]) throws -> [[String]]
  {
    var found: [[String]] = []
    found.reserveCapacity(facts.count)
    for start in stride(from: 0, to: facts.count, by: Self.block) {
      try Task.checkCancellation()
      let part = start..<min(start + Self.block, facts.count)
      var points = part.map { Self.scaled(Self.point(facts[$0], layout), means, deviations) }
      guard points.allSatisfy({ $0.count == rows.columns }), rows.columns > 0 else {
        found += part.map { _ in [] }
        continue
      }
      let padding = [Float](repeating: 0, count: rows.columns)
      points += Array(repeating: padding, count: Self.block - part.count)
      let cosines = try Matrix(rows: points).normalisedRows().multiplied(byTransposeOf: rows)
      for (position, index) in part.enumerated() {
        found.append(best(cosines.row(position), excluding: facts[index].id, fold: leftOut[index]))
      }
    }
    return found
  }

  private func best(_ cosines: ArraySlice<Float>, excluding id: String, fold: Int?) -> [String] {
    var best: [(row: Int, cosine: Float)] = []
    for (row, cosine) in cosines.enumerated() {
      guard best.count < Self.count || cosine > best[best.count - 1].cosine else { continue }
      guard ids[row] != id, fold == nil || folds[row] != fold else { continue }
      let place = best.firstIndex { cosine > $0.cosine } ?? best.count
      best.insert((row, cosine), at: place)
      if best.count > Self.count { best.removeLast() }
    }
    return best.map { ids[$0.row] }
  }

  private static func point(_ facts: PostFacts, _ layout: FeatureLayout) -> [Float] {
    layout.dimension > 0 ? facts.embedding : layout.row(of: facts) ?? []
  }

  private static func scaled(_ point: [Float], _ means: [Float], _ deviations: [Float]) -> [Float] {
    guard point.count == means.count else { return [] }
    return point.indices.map { (point[$0] - means[$0]) / deviations[$0] }
  }

  /// Whether the parts fit together, as those of a damaged study may not.
  var isConsistent: Bool {
    ids.count == rows.rows && folds.count == rows.rows && means.count == rows.columns
      && deviations.count == rows.columns && deviations.allSatisfy { $0 > 0 }
  }
}
