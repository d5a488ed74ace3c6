import ContentCoding
import Prompting

extension OpenStudy {
  /// So many frames of a video are shown.
  package static let shownFrames = 6

  /// A picture of a post, or frames of a video in order of time: decoded and written anew as JPEG, without what the file holds
  /// beside them.
  ///
  /// - Parameters:
  ///   - media: The picture or video.
  ///   - longestSide: The longer side in pixels at most.
  /// - Returns: One picture, or the frames; or why there are none.
  /// - Throws: `CancellationError`.
  package func pictures(
    of media: Media, longestSide: Int
  ) async throws -> Result<[[UInt8]], PictureProblem> {
    let shown = try await SentPictures(folder: folder).shown(
      of: media, longestSide: longestSide, frames: Self.shownFrames)
    switch shown {
    case .success(.picture(let bytes)): return .success([bytes])
    case .success(.video(let frames)): return .success(frames)
    case .failure(let problem): return .failure(PictureProblem(reason: problem.reason))
    }
  }
}

/// Why there is no picture to show.
package struct PictureProblem: Error {
  /// The reason, as codings have it.
  package let reason: Reason
}
