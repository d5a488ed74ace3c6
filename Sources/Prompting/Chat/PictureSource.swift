import ContentCoding

/// Where pictures come from as they are sent: decoded, turned upright, scaled down and encoded anew, so that nothing but
/// pixels leaves the machine.
public protocol PictureSource: Sendable {
  /// What is shown of a post's media: a picture, or frames of a video.
  ///
  /// - Parameters:
  ///   - media: the post's media.
  ///   - longestSide: the longer side in pixels at most.
  ///   - frames: which frames of a video.
  ///   - limit: the most frames of a video, at least 1.
  /// - Returns: what is shown, or why there is nothing.
  /// - Throws: `CancellationError`.
  func shown(of media: Media, longestSide: Int, frames: FrameRule, limit: Int) async throws -> Result<
    ShownMedia, Unanswered
  >
}

/// What is shown of a media file, as JPEG.
public enum ShownMedia: Hashable, Sendable {
  /// A picture.
  case picture([UInt8])
  /// Frames of a video, in order of time.
  case video(frames: [[UInt8]])

  /// The files, one or more.
  var files: [[UInt8]] {
    switch self {
    case .picture(let bytes): [bytes]
    case .video(let frames): frames
    }
  }
}
