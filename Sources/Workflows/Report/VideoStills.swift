import ContentCoding
import Foundation
import Imaging
import ModelCoders
import Video

/// Frames of videos for pages and sheets.
struct VideoStills {
  let folder: URL
  /// The longer side of a frame at most, in pixels.
  let longestSide: Int

  /// So many frames, evenly spread; none where the file is no video, or shows nothing.
  ///
  /// - Throws: `CancellationError`.
  func frames(_ count: Int, of media: Media) async throws -> [PixelImage] {
    guard media.isVideo(in: folder) else { return [] }
    var frames: [PixelImage] = []
    do {
      try await FrameSampler(longestSide: longestSide).forEachFrame(
        .even(count), of: MediaFile(media, in: folder).url
      ) { frames.append($0) }
    } catch is VideoProblem {
      return frames
    }
    return frames
  }
}
