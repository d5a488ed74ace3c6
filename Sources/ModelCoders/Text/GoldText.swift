import ContentCoding

/// A post that a text coder can learn from: its text and gold's values.
public struct GoldText: GoldExample {
  /// The post's id.
  public let id: String
  /// The text that is used of it; not blank.
  public let text: String
  /// Gold's value of each variable that was coded.
  public let values: [String: CodedValue]

  /// The gold posts among `posts` that have text in the parts used, sorted by id.
  public static func read(
    _ posts: [Post], values: [String: [String: CodedValue]], uses: [PostPart]
  ) -> [GoldText] {
    posts.compactMap { post in
      guard let values = values[post.id], !values.isEmpty, let text = post.text(of: uses) else { return nil }
      return GoldText(id: post.id, text: text, values: values)
    }.sorted { $0.id < $1.id }
  }
}
