import ContentCoding
import Foundation
import Imaging
import ModelCoders
import Pages

/// Makes the small pictures of a report, on all workers.
struct Thumbnails {
  let folder: URL
  /// The longest side in pixels.
  var side = 240

  /// The first picture of each post.
  func pictures(of posts: [Post]) async throws -> [String: ReportPicture] {
    let pictures = try await Machine.workers.map(posts, picture)
    return Dictionary(zip(posts.map(\.id), pictures), uniquingKeysWith: { first, _ in first })
  }

  @Sendable private func picture(of post: Post) -> ReportPicture {
    guard let media = post.media.first else { return .missing("the post has no picture") }
    switch MediaFile(media, in: folder).read() {
    case .failure(let problem): return .missing(problem.reason.message)
    case .success(let contents):
      do throws(ImageProblem) {
        return .jpeg(try thumbnail(of: contents.bytes, longestSide: side, quality: 75))
      } catch {
        return .missing(error.description)
      }
    }
  }
}
