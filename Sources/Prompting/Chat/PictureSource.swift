import ContentCoding

/// Where pictures come from as they are sent: decoded, turned upright, scaled down and encoded anew, so that nothing but
/// pixels leaves the machine.
public protocol PictureSource: Sendable {
  /// A post's picture as JPEG.
  ///
  /// - Parameters:
  ///   - media: the post's media.
  ///   - longestSide: the longer side in pixels at most.
  /// - Returns: the file's bytes, or why there are none.
  /// - Throws: `CancellationError`.
  func jpeg(of media: Media, longestSide: Int) async throws -> Result<[UInt8], Unanswered>
}
