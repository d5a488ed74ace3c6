import ContentCoding
import Learning

/// What a probe learned: a head for each variable, and for each fold one that has not seen it.
public struct TrainedProbe: LearnedHeads {
  /// The parameters that the heads were trained with.
  public var parameters: ProbeParameters
  /// The encoder whose embeddings they read.
  public let extractor: ExtractorIdentity
  /// The variables, in the codebook's order.
  public let variables: [LearnedVariable<TrainedHead>]
  /// The fold of every gold post that could be learned from.
  public let folds: Folds
  /// In how many pictures something must be seen, where that is learned.
  public var counts: LearnedCounts?

  /// How the training of each variable's head on all gold posts went, of heads that are trained by epochs.
  public var courses: [(variable: String, course: TrainingCourse)] {
    variables.compactMap { variable in
      variable.perFold?.whole.model.course.map { (variable.variable.name, $0) }
    }
  }

  /// The length of the embeddings that the heads read; nil where there is no head.
  var dimension: Int? {
    variables.lazy.compactMap { $0.perFold?.whole.model.featureCount }.first
  }
}
