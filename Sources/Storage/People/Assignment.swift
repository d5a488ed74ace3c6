import Foundation

/// The posts of a sample that one person codes, in an order of their own.
public struct Assignment: Hashable, Sendable {
  /// Who codes.
  public var coder: String
  /// The sample.
  public var sample: String
  /// The posts, in the order in which they are shown.
  public var posts: [Post]

  /// A post of an assignment.
  public struct Post: Hashable, Sendable {
    /// The post's id.
    public var id: String
    /// Whether others code it too, so that agreement can be measured.
    public var isOverlap: Bool

    /// A post.
    public init(_ id: String, isOverlap: Bool) {
      self.id = id
      self.isOverlap = isOverlap
    }
  }

  /// An assignment.
  public init(coder: String, sample: String, posts: [Post]) {
    self.coder = coder
    self.sample = sample
    self.posts = posts
  }
}

/// How far one person is with a sample.
public struct AssignmentProgress: Codable, Hashable, Sendable {
  /// Who codes.
  public let coder: String
  /// The sample.
  public let sample: String
  /// How many posts there are to code.
  public let posts: Int
  /// How many of these others code too.
  public let overlap: Int
  /// How many are done.
  public let done: Int

  /// So much of an assignment.
  public init(coder: String, sample: String, posts: Int, overlap: Int, done: Int) {
    self.coder = coder
    self.sample = sample
    self.posts = posts
    self.overlap = overlap
    self.done = done
  }
}

/// A post as it stands in a person's assignment.
public struct AssignedPost: Hashable, Sendable {
  /// The post's id.
  public let id: String
  /// Its place in the person's order, from 0.
  public let place: Int
  /// When the person was done with it; nil where it is not.
  public let doneAt: Date?
}
