import ContentCoding
import Learning

/// What a probe learned: a head for each variable, and for each fold one that has not seen it.
public struct TrainedProbe: LearnedHeads {
  /// The parameters that the heads were trained with.
  public let parameters: ProbeParameters
  /// The encoder whose embeddings they read.
  public let extractor: ExtractorIdentity
  /// The variables, in the codebook's order.
  public let variables: [LearnedVariable<TrainedHead>]
  /// The fold of every gold post that could be learned from.
  public let folds: Folds

  /// The length of the embeddings that the heads read; nil where there is no head.
  var dimension: Int? {
    variables.lazy.compactMap { $0.perFold?.whole.model.featureCount }.first
  }
}
