import ContentCoding

/// Some posts that a coder coded, shown side by side.
public struct ReportGallery: Sendable {
  /// What the posts have in common: a category, "Least certain", "Disagreements with gold".
  public var title: String
  /// The variable's name.
  public var variable: String
  /// The coder's name.
  public var coder: String
  /// The posts, in the order of the page; at most ``HTMLReport/itemLimit`` are shown.
  public var items: [ReportItem]

  /// A gallery.
  public init(title: String, variable: String, coder: String, items: [ReportItem]) {
    self.title = title
    self.variable = variable
    self.coder = coder
    self.items = items
  }
}

/// One post in a gallery: its picture, its caption and what the coder said.
public struct ReportItem: Sendable {
  /// The post's id.
  public var postID: String
  /// The caption or body, as it was published; shown as text, cut at ``HTMLReport/captionLimit``.
  public var caption: String
  /// The account, where it may be named.
  public var author: String?
  /// The coder's value in its written form; nil where there is none.
  public var value: String?
  /// Gold's value in its written form; nil where gold has none.
  public var gold: String?
  /// How sure the coder is, from 0 to 1.
  public var confidence: Double?
  /// Whether there is a value.
  public var status: Answer.Status
  /// Why there is no value.
  public var reason: Reason?
  /// The post's picture.
  public var picture: ReportPicture
  /// Whether the picture is blurred until the reader asks for it.
  public var isSensitive: Bool

  /// An item for a coding of a post.
  public init(
    post: Post, coding: Coding, gold: CodedValue? = nil, picture: ReportPicture, isSensitive: Bool = false
  ) {
    postID = post.id
    caption = post.text
    author = post.author
    value = coding.answer.value?.text
    self.gold = gold?.text
    confidence = coding.answer.confidence
    status = coding.answer.status
    reason = coding.answer.reason
    self.picture = picture
    self.isSensitive = isSensitive
  }
}

/// The picture of an item.
public enum ReportPicture: Hashable, Sendable {
  /// A small JPEG, which goes into the page as it is; without metadata and at most about 320 pixels wide.
  case jpeg([UInt8])
  /// There is no picture to show, and why, in a few words.
  case missing(String)
  /// The reader asked for a report without pictures.
  case leftOut
}
