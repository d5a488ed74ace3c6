import ContentCoding
import Hub

extension OutputReading {
  /// The reading of a part of a model, by what the catalogue says, what its files say and what the coder asks for.
  ///
  /// - Parameters:
  ///   - tower: the catalogue's word on the part; nil where the catalogue does not know the model.
  ///   - settings: what the model's files say.
  ///   - pooling: what the coder asks for; nil for the usual.
  ///   - name: the model's name, for the error.
  /// - Throws: ``EncoderProblem`` where the catalogue knows the part and the pooling makes no sense for it.
  public init(
    _ tower: CatalogueEntry.Tower?, settings: ModelSettings, pooling: EncoderPooling?, name: String
  ) throws {
    self.init(
      output: tower?.output, pooling: pooling ?? tower?.pooling.pooling,
      leadingTokens: settings.leadingTokens,
      normalises: tower?.normalises ?? false)
    guard let tower, let pooling, pooling != tower.pooling.pooling else { return }
    let sensible = (tower.poolings ?? []).compactMap(\.pooling)
    guard sensible.contains(pooling) else {
      let known = ([tower.pooling] + (tower.poolings ?? [])).map(\.rawValue)
      throw EncoderProblem(
        name: name,
        message: tower.pooling == .none && sensible.isEmpty
          ? "with pooling \(pooling.rawValue): \(tower.output) is one vector already; leave the pooling out"
          : "with pooling \(pooling.rawValue), only with \(known.joined(separator: ", "))")
    }
  }
}

extension CatalogueEntry.Pooling {
  /// The coder's word for it; nil for none.
  var pooling: EncoderPooling? { EncoderPooling(rawValue: rawValue) }
}
