/// A fitted map: where its rows lie, and what placing new ones needs.
public struct UMAPModel: Sendable, Equatable {
  /// With which it was fitted.
  public let parameters: UMAP
  /// Of the embedding.
  public let curve: OutputCurve
  /// The fitted rows, n x d.
  public let rows: Matrix
  /// n x `parameters.dimensions`: where they lie.
  public let embedding: Matrix
}

extension UMAPModel: Codable {
  private enum CodingKeys: String, CodingKey { case parameters, curve, rows, embedding }

  /// Reads what `encode(to:)` wrote; tables that do not fit together are a `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    parameters = try container.decode(UMAP.self, forKey: .parameters)
    curve = try container.decode(OutputCurve.self, forKey: .curve)
    rows = try container.decode(Matrix.self, forKey: .rows)
    embedding = try container.decode(Matrix.self, forKey: .embedding)
    try parameters.validate()
    guard rows.rows > 0, rows.rows == embedding.rows, rows.columns > 0, rows.rows < Int(Int32.max),
      embedding.columns == parameters.dimensions, curve.a > 0, Float(curve.a).isNormal, curve.b > 0,
      Float(curve.b).isNormal,
      rows.storage.allSatisfy(\.isFinite), embedding.storage.allSatisfy(\.isFinite)
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .embedding, in: container,
        debugDescription: "\(rows.rows) x \(rows.columns) rows and an embedding of \(embedding.rows) x"
          + " \(embedding.columns) are no map of \(parameters.dimensions) dimensions")
    }
  }
}
