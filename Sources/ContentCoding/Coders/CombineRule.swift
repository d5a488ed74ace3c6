/// How several pictures of one post become one answer.
public enum CombineRule: Codable, Hashable, Sendable {
  /// The mean: of L2-normalised embeddings where the coder has embeddings, else of scores.
  case mean
  /// For each label, the highest score of any picture.
  case max
  /// The value that most pictures have; ties go to the higher mean score.
  case mode
  /// `true` (or a tag) as soon as one picture shows it.
  case any
  /// `true` (or a tag) as soon as this many pictures show it.
  case atLeast(Int)
  /// The same, with the number of pictures that fits gold best.
  case atLeastLearned

  /// The written form in `codeframe.yaml`.
  public var text: String {
    switch self {
    case .mean: "mean"
    case .max: "max"
    case .mode: "mode"
    case .any: "any"
    case .atLeast(let count): "{at-least: \(count)}"
    case .atLeastLearned: "{at-least: learned}"
    }
  }
}
