import ContentCoding

/// A gold post that is shown with its answer.
public struct GoldExample: Hashable, Sendable {
  /// What is shown of it.
  public var material: PostMaterial
  /// Gold's values.
  public var values: [String: CodedValue]
  /// Gold's free texts beside "Other", by variable.
  public var other: [String: String]

  /// An example.
  public init(_ material: PostMaterial, values: [String: CodedValue], other: [String: String] = [:]) {
    self.material = material
    self.values = values
    self.other = other
  }
}
