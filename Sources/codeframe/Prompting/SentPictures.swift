import ContentCoding
import Foundation
import Imaging
import ModelCoders
import Prompting

/// Makes the pictures that leave the machine: decoded, upright, scaled down, and encoded anew without any metadata.
struct SentPictures: PictureSource {
  let folder: URL

  private static let quality = 85
  private static let videos: Set<String> = ["mp4", "m4v", "mov", "webm", "mkv", "avi", "mpg", "mpeg"]

  func jpeg(of media: Media, longestSide: Int) async throws -> Result<[UInt8], Unanswered> {
    try Task.checkCancellation()
    guard !Self.videos.contains((media.path as NSString).pathExtension.lowercased()) else {
      return .failure(
        Unanswered(Reason(.unsupportedMedia, "\(media.path) is a video, of which no frames are taken yet")))
    }
    switch MediaFile(media, in: folder).read() {
    case .failure(let problem): return .failure(Unanswered(problem.reason))
    case .success(let contents):
      do throws(ImageProblem) {
        return .success(
          try thumbnail(of: contents.bytes, longestSide: longestSide, quality: Self.quality))
      } catch {
        return .failure(Unanswered(Reason(.unreadable, error.description)))
      }
    }
  }
}
