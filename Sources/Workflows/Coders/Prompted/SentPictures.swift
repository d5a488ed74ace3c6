import ContentCoding
import Foundation
import Imaging
import ModelCoders
import Prompting
import Video

/// Makes the pictures that leave the machine: decoded, upright, scaled down, and encoded anew without any metadata.
struct SentPictures: PictureSource {
  let folder: URL
  /// What pictures are written as; endpoints take JPEG, browsers WebP too.
  var format = ThumbnailFormat.jpeg

  private static let quality = 85

  func shown(
    of media: Media, longestSide: Int, frames: FrameRule, limit: Int
  ) async throws -> Result<ShownMedia, Unanswered> {
    try Task.checkCancellation()
    let file = MediaFile(media, in: folder)
    switch file.beginning(VideoFormat.signatureLength) {
    case .failure(let problem): return .failure(Unanswered(problem.reason))
    case .success(let head):
      return VideoFormat(head) == nil
        ? picture(file, longestSide: longestSide)
        : try await video(file, longestSide: longestSide, frames: frames, limit: limit)
    }
  }

  private func picture(_ file: MediaFile, longestSide: Int) -> Result<ShownMedia, Unanswered> {
    switch file.read() {
    case .failure(let problem): return .failure(Unanswered(problem.reason))
    case .success(let contents):
      do throws(ImageProblem) {
        return .success(.picture(try encoded(contents.bytes, longestSide: longestSide)))
      } catch {
        return .failure(Unanswered(error.reason))
      }
    }
  }

  private func video(
    _ file: MediaFile, longestSide: Int, frames: FrameRule, limit: Int
  ) async throws -> Result<ShownMedia, Unanswered> {
    do {
      var stills: [[UInt8]] = []
      try await FrameSampler(longestSide: longestSide).forEachFrame(frames, of: file.url, limit: limit) {
        frame in
        stills.append(try thumbnail(of: frame, longestSide: longestSide, quality: Self.quality, as: format))
      }
      return .success(.video(frames: stills))
    } catch let problem as VideoProblem {
      return .failure(
        Unanswered(Reason(problem.isOfTheMachine ? .fileAccess : .unreadable, problem.description)))
    } catch let problem as ImageProblem {
      return .failure(Unanswered(problem.reason))
    }
  }

  private func encoded(_ picture: [UInt8], longestSide: Int) throws(ImageProblem) -> [UInt8] {
    try thumbnail(of: picture, longestSide: longestSide, quality: Self.quality, as: format)
  }
}
