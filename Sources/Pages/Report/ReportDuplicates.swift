import ContentCoding

/// The groups of posts that are marked as duplicates, some of them with pictures.
public struct ReportDuplicates: Sendable {
  /// How many groups there are of each kind.
  public var counts: [DuplicateGroup.Kind: Int]
  /// How many posts stand in groups.
  public var posts: Int
  /// The groups to show, in the order of the page; at most ``groupLimit`` are shown.
  public var groups: [Group]

  /// The page shows this many groups at most, and says how many more there are.
  public static let groupLimit = 60
  /// A group shows this many of its posts at most, and says how many more there are.
  public static let postLimit = 12

  /// A group with its pictures.
  public struct Group: Sendable {
    /// The group.
    public var group: DuplicateGroup
    /// The picture of each post that is shown, the kept one first.
    public var pictures: [(post: String, picture: ReportPicture)]

    /// A group.
    public init(_ group: DuplicateGroup, pictures: [(post: String, picture: ReportPicture)]) {
      self.group = group
      self.pictures = pictures
    }
  }

  /// Whether pictures are blurred until the reader asks for them.
  public var isSensitive: Bool

  /// Which of `groups` are shown: the largest, of equal ones those with the smallest ids.
  public static func shown(of groups: [DuplicateGroup]) -> [DuplicateGroup] {
    Array(
      groups.sorted { ($1.posts.count, $0.kept) < ($0.posts.count, $1.kept) }.prefix(groupLimit))
  }

  /// Which posts of `group` are shown: the kept one, then others in the order of their ids.
  public static func shownPosts(of group: DuplicateGroup) -> [String] {
    Array(([group.kept] + group.posts.filter { $0 != group.kept }).prefix(postLimit))
  }

  /// Duplicates, counted over all `marked` groups; `shown` are those with pictures.
  public init(_ marked: [DuplicateGroup], shown: [Group], isSensitive: Bool) {
    counts = Dictionary(marked.map { ($0.kind, 1) }, uniquingKeysWith: +)
    posts = marked.reduce(0) { $0 + $1.posts.count }
    groups = shown
    self.isSensitive = isSensitive
  }
}
