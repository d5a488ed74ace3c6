import ContentCoding
import Foundation
import ModelCoders
import Prompting
import Video

extension OpenStudy {
  /// So many frames of a video are shown.
  package static let shownFrames = 6

  /// A picture of a post, or frames of a video in order of time: decoded and written anew as WebP, without what the file holds
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
    let shown = try await SentPictures(folder: folder, format: .webp).shown(
      of: media, longestSide: longestSide, frames: .even(Self.shownFrames), limit: Self.shownFrames)
    switch shown {
    case .success(.picture(let bytes)): return .success([bytes])
    case .success(.video(let frames)): return .success(frames)
    case .failure(let problem): return .failure(PictureProblem(reason: problem.reason))
    }
  }
}

extension OpenStudy {
  /// Writes a video to `target` for a browser: the same picture and sound, not encoded anew, without what the file says beside them.
  ///
  /// - Returns: the type of what was written; nil where a browser could not play it, or it is no video.
  /// - Throws: `CancellationError`.
  package func writeVideo(of media: Media, to target: URL) async throws -> String? {
    let file = MediaFile(media, in: folder)
    guard case .success(let head) = file.beginning(VideoFormat.signatureLength),
      let format = VideoFormat(head)
    else { return nil }
    do {
      return try await VideoCopy().write(file.url, of: format, to: target).type
    } catch is VideoProblem {
      return nil
    }
  }
}

/// Why there is no picture to show.
package struct PictureProblem: Error {
  /// The reason, as codings have it.
  package let reason: Reason
}
