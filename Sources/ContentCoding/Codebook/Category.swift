/// One answer that a `category` or `tags` variable offers.
public struct Category: Codable, Hashable, Sendable {
  /// The name, as it stands in tables.
  public var name: String
  /// What counts as this category.
  public var definition: String
  /// Descriptions that zero-shot coders compare pictures with.
  public var phrases: [String]
  /// Ids of posts that show the category well.
  public var examples: [String]

  /// A category.
  public init(name: String, definition: String = "", phrases: [String] = [], examples: [String] = []) {
    self.name = name
    self.definition = definition
    self.phrases = phrases
    self.examples = examples
  }
}
