/// Anything that answers the codebook for posts.
///
/// A coder is a value of parameters plus one method. Whoever calls ``code(_:with:)`` may cut the posts into batches of any
/// size and pass them in any order: the answers do not depend on it, and asking twice gives the same answers.
public protocol Coder: Sendable {
  /// What codings are signed with.
  var identity: CoderIdentity { get }
  /// The variables that are answered.
  var variables: [Variable] { get }

  /// Answers every variable for every post.
  ///
  /// What goes wrong for one post is an ``Answer`` with status `failed` or `abstained` and a reason; it is never thrown,
  /// and no other post suffers from it.
  ///
  /// - Parameters:
  ///   - posts: any number of posts, none too.
  ///   - features: where the posts' features come from.
  /// - Returns: exactly one coding for each post and variable: posts in the order given, variables in the codebook's.
  /// - Throws: `CancellationError`, or an error that concerns the whole run (a model that does not load, a full disk).
  func code(_ posts: [Post], with features: any FeatureSource) async throws -> [Coding]
}
