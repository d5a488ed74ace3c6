import ContentCoding

/// What of a post is sent.
public struct PostMaterial: Hashable, Sendable {
  /// The post's id, which is not sent.
  public var postID: String
  /// The pictures, in the post's order.
  public var pictures: [ChatPicture]
  /// Which of ``pictures`` are frames of a video, in order of time: a range for each video.
  public var videos: [Range<Int>]
  /// The texts that are used and not blank, in the order of `uses`.
  public var texts: [UsedText]

  /// A text of the post.
  public struct UsedText: Hashable, Sendable {
    /// Which.
    public var part: PostPart
    /// As it was imported.
    public var text: String
  }

  /// The parts of `post` that `uses` names, with the pictures that were made ready for it; any others are left out.
  public init(
    _ post: Post, uses: [PostPart], pictures: [ChatPicture] = [], videos: [Range<Int>] = []
  ) {
    postID = post.id
    self.pictures = uses.contains(.image) ? pictures : []
    self.videos = uses.contains(.image) ? videos : []
    texts = uses.compactMap { part in post.text(of: part).map { UsedText(part: part, text: $0) } }
  }

  /// Whether there is nothing to send.
  public var isEmpty: Bool { pictures.isEmpty && texts.isEmpty }

  /// The pictures as parts of a message, and what of them are frames.
  var pictureParts: [ChatPart] {
    let frames = Instructions.frames(videos, ofPictures: pictures.count)
    return pictures.map { .picture($0) } + (frames.map { [.text($0)] } ?? [])
  }

  /// The texts, each fenced; nil where there are none.
  var fenced: String? {
    texts.isEmpty
      ? nil : texts.map { DataFence.enclosing($0.text, as: $0.part.text) }.joined(separator: "\n\n")
  }

  /// The text of one part, fenced; a part that the post does not have is said to be missing.
  func fenced(_ name: String) -> String {
    texts.first { $0.part.text == name }.map { DataFence.enclosing($0.text, as: name) } ?? "(none)"
  }
}
