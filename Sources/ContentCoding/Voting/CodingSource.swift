/// Gives what other coders of the study answered.
public protocol CodingSource: Sendable {
  /// The current codings of `coders` for `posts`; a post that a coder has not coded has none.
  ///
  /// - Throws: an error that concerns all posts.
  func codings(of coders: [String], for posts: [Post]) async throws -> CodingTable
}

/// Codings of several coders, found by coder, post and variable.
public struct CodingTable: Sendable {
  private var codings: [String: [String: [String: Coding]]] = [:]

  /// A table without codings.
  public init() {}

  /// Adds what `coder` answered; of several codings of one post and variable the last counts.
  public mutating func add(_ coding: Coding, of coder: String) {
    codings[coder, default: [:]][coding.postID, default: [:]][coding.variable] = coding
  }

  /// The coding of one variable of a post; nil where the coder has none.
  public subscript(coder: String, post: String, variable: String) -> Coding? {
    codings[coder]?[post]?[variable]
  }
}
