import ContentCoding
import ModelCoders

extension OpenStudy {
  /// The SHA-256 of each medium of `post`, in their order: what is known of it, or else of the file; empty for one that cannot be read.
  ///
  /// - Throws: `CancellationError`.
  func mediaHashes(of post: Post) throws -> [String] {
    try post.media.map { media in
      if let known = media.sha256 { return known }
      try Task.checkCancellation()
      return (try? MediaFile(media, in: folder).hash().get().sha256) ?? ""
    }
  }
}
