import Foundation

extension DuplicateGroup {
  /// A post of a group, with what decides whether it is the one that is kept.
  public struct Candidate: Hashable, Sendable {
    /// The post's id.
    public var post: String
    /// Pixels of all its pictures together; 0 where none can be read.
    public var pixels: Int
    /// When it was published; nil where that is not known.
    public var time: Date?

    /// A candidate.
    public init(post: String, pixels: Int, time: Date?) {
      self.post = post
      self.pixels = pixels
      self.time = time
    }
  }

  /// A group of `candidates`, of which the one with the most pixels is kept; of these the earliest, a time that is not
  /// known being the latest; of these the one with the smallest id.
  ///
  /// - Returns: nil of no candidates.
  public init?(kind: Kind, of candidates: [Candidate]) {
    let kept = candidates.min { one, other in
      let (oneTime, otherTime) = (one.time ?? .distantFuture, other.time ?? .distantFuture)
      return (-one.pixels, oneTime, one.post) < (-other.pixels, otherTime, other.post)
    }
    guard let kept else { return nil }
    self.init(kind: kind, posts: candidates.map(\.post).sorted(), kept: kept.post)
  }
}
