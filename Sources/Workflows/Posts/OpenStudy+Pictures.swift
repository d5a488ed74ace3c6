import ContentCoding
import Imaging
import ModelCoders

extension OpenStudy {
  /// A picture of a post, decoded and written anew as a JPEG.
  ///
  /// - Parameters:
  ///   - media: The picture.
  ///   - longestSide: Its longer side in pixels at most.
  /// - Returns: The bytes, without what the file holds beside the picture; or why there are none.
  package func picture(_ media: Media, longestSide: Int) -> Result<[UInt8], PictureProblem> {
    switch MediaFile(media, in: folder).read() {
    case .failure(let problem): return .failure(PictureProblem(reason: problem.reason))
    case .success(let contents):
      do throws(ImageProblem) {
        return .success(try thumbnail(of: contents.bytes, longestSide: longestSide))
      } catch {
        return .failure(PictureProblem(reason: Reason(.unreadable, error.description)))
      }
    }
  }
}

/// Why there is no picture to show.
package struct PictureProblem: Error {
  /// The reason, as codings have it.
  package let reason: Reason
}
