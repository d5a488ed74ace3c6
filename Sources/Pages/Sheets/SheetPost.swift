import ContentCoding

/// A post on a sheet: what a person needs to code it, and nothing of what anybody said of it.
public struct SheetPost: Sendable {
  /// The post's id.
  public var id: String
  /// The caption or body, as it was published; shown as text, cut at ``HTMLReport/captionLimit``.
  public var caption: String
  /// The post's picture.
  public var picture: ReportPicture
  /// How many pictures the post has, of which the first is shown.
  public var pictures: Int

  /// A post with its picture.
  public init(_ post: Post, picture: ReportPicture) {
    id = post.id
    caption = post.text
    self.picture = picture
    pictures = post.media.count
  }
}
