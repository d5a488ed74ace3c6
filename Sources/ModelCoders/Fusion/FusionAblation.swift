import ContentCoding

/// Teaches a fusion with all of its parts, with each alone, and, of three or more, without each.
public struct FusionAblation: Sendable {
  private let parameters: FusionParameters
  private let extractors: [ExtractorIdentity]
  private let seed: UInt64
  private let workers: Workers

  /// An ablation; `extractors` are the encoders of the parts, in their order.
  public init(
    parameters: FusionParameters, extractors: [ExtractorIdentity], seed: UInt64, workers: Workers
  ) {
    self.parameters = parameters
    self.extractors = extractors
    self.seed = seed
    self.workers = workers
  }

  /// Some of the parts, and what was learned with them.
  public struct Variant: Sendable {
    /// The parts' names.
    public let parts: [String]
    /// What was learned; gold posts are answered out of fold.
    public let trained: TrainedFusion
  }

  /// Trains each variant on the same posts and folds, by the same way and from the same seed.
  ///
  /// - Parameters:
  ///   - gold: the posts to learn from, sorted by id.
  ///   - widths: the length of each part's embeddings.
  ///   - variables: what to learn.
  ///   - folds: the study's folds.
  /// - Returns: the variants, that with all parts first.
  /// - Throws: as ``FusionTrainer/train(on:widths:variables:folds:)``.
  public func variants(
    on gold: [GoldParts], widths: [Int], variables: [Variable], folds: Folds
  ) async throws -> [Variant] {
    var variants: [Variant] = []
    for chosen in choices {
      var parameters = parameters
      parameters.parts = chosen.map { self.parameters.parts[$0] }
      let trainer = FusionTrainer(
        parameters: parameters, extractors: chosen.map { extractors[$0] }, seed: seed, workers: workers)
      let trained = try await trainer.train(
        on: gold.compactMap { $0.keeping(chosen) }, widths: chosen.map { widths[$0] }, variables: variables,
        folds: folds)
      variants.append(Variant(parts: parameters.parts.map(\.name), trained: trained))
    }
    return variants
  }

  private var choices: [[Int]] {
    let all = Array(parameters.parts.indices)
    let alone = all.map { [$0] }
    return [all] + alone + (all.count > 2 ? all.map { part in all.filter { $0 != part } } : [])
  }
}

extension GoldParts {
  /// The post with some of its parts; nil where it has none of them.
  fileprivate func keeping(_ chosen: [Int]) -> GoldParts? {
    let kept = chosen.map { vectors[$0] }
    return kept.contains { $0 != nil } ? GoldParts(id: id, vectors: kept, values: values) : nil
  }
}
