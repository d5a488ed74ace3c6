import ContentCoding
import Foundation
import Imaging
import ModelCoders
import Synchronization

/// Counts the pixels of posts' pictures by their headers, on all workers.
struct PixelCounts {
  let folder: URL

  /// The pixels of all pictures of each post together; a picture that cannot be read counts 0.
  func pixels(of posts: [Post]) async throws -> [String: Int] {
    let counts = Counts()
    try await Machine.workers.each(posts) { post in
      counts.keep(post.media.reduce(0) { $0 + pixels(of: $1) }, for: post.id)
    }
    return counts.all
  }

  private func pixels(of media: Media) -> Int {
    guard case .success(let contents) = MediaFile(media, in: folder).read(),
      let header = try? ImageDecoder().header(contents.bytes)
    else { return 0 }
    return header.width * header.height
  }

  private final class Counts: Sendable {
    private let state = Mutex([String: Int]())

    var all: [String: Int] { state.withLock { $0 } }

    func keep(_ pixels: Int, for post: String) {
      state.withLock { $0[post] = pixels }
    }
  }
}
