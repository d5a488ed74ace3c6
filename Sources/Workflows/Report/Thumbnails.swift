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

  /// The first picture of each post; of a video its frames on one sheet.
  func pictures(of posts: [Post]) async throws -> [String: ReportPicture] {
    let pictures = try await Machine.workers.map(posts, picture)
    var byPost = Dictionary(zip(posts.map(\.id), pictures), uniquingKeysWith: { first, _ in first })
    for post in posts {
      guard case .missing? = byPost[post.id], let media = post.media.first,
        let sheet = try await sheet(of: media)
      else { continue }
      byPost[post.id] = .jpeg(sheet)
    }
    return byPost
  }

  /// Four frames of a video, row by row in order of time; nil where it is none, or shows nothing.
  private func sheet(of media: Media) async throws -> [UInt8]? {
    let frames = try await VideoStills(folder: folder, longestSide: side).frames(4, of: media)
    guard !frames.isEmpty else { return nil }
    let columns = frames.count == 1 ? 1 : 2
    let layout = try SheetLayout(
      count: frames.count, columns: columns, side: (side - 2 * (columns - 1)) / columns, gap: 2,
      fit: .contain,
      background: SheetLayout.Colour(red: 24, green: 24, blue: 24))
    var sheet = ContactSheet(layout)
    for (number, frame) in frames.enumerated() { sheet.place(try layout.cell(of: frame), at: number) }
    return try sheet.jpeg(quality: 75)
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
