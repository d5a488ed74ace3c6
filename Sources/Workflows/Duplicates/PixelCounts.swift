import ContentCoding
import Foundation
import Imaging
import ModelCoders

/// Counts the pixels of posts' pictures by their headers, on all workers.
struct PixelCounts {
  let folder: URL

  /// The pixels of all pictures of each post together; a picture that cannot be read counts 0.
  func pixels(of posts: [Post]) async throws -> [String: Int] {
    let counts = try await Machine.workers.map(posts) { post in
      post.media.reduce(0) { $0 + pixels(of: $1) }
    }
    return Dictionary(zip(posts.map(\.id), counts), uniquingKeysWith: { first, _ in first })
  }

  private func pixels(of media: Media) -> Int {
    guard case .success(let contents) = MediaFile(media, in: folder).read(),
      let header = try? ImageDecoder().header(contents.bytes)
    else { return 0 }
    return header.width * header.height
  }
}
