/// Posts that show the same, with the one that is kept to stand for all.
public struct DuplicateGroup: Codable, Hashable, Sendable {
  /// What makes them duplicates: the weakest kind of tie that is needed to hold them together.
  public var kind: Kind
  /// The ids, sorted.
  public var posts: [String]
  /// The id of the post that is kept.
  public var kept: String

  /// A group.
  public init(kind: Kind, posts: [String], kept: String) {
    self.kind = kind
    self.posts = posts
    self.kept = kept
  }

  /// How like the pictures of a group are, from the strongest tie to the weakest.
  public enum Kind: String, Codable, CaseIterable, Sendable {
    /// The files hold the same bytes.
    case sameBytes = "same-bytes"
    /// The perceptual hashes differ in few bits: the same picture at another size or quality.
    case near
    /// The embeddings point the same way: the same scene, perhaps another photograph.
    case sameScene = "same-scene"
  }
}
