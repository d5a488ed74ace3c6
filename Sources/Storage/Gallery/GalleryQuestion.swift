import ContentCoding
import GRDB

/// Which posts are shown, and in which order.
public struct GalleryQuestion: Hashable, Sendable {
  /// In which order posts stand.
  public enum Order: Hashable, Sendable {
    /// As they were imported.
    case imported
    /// By their time, the newest first; those without one last.
    case newest
    /// Those first of which the coder is least sure; it takes a coder and a variable.
    case leastCertain
    /// Those first of which the coder is surest; it takes a coder and a variable.
    case mostCertain
    /// Those first that have most of a count, such as likes; those without it last.
    case most(String)
  }

  /// A place within the order, where the next part begins.
  public struct Place: Hashable, Sendable {
    /// The number by which the last post stands in the order; nil where posts stand as they were imported.
    public let key: String?
    /// The last post's number.
    public let post: Int64

    /// A place.
    public init(key: String?, post: Int64) {
      self.key = key
      self.post = post
    }
  }

  /// A part of a map: the posts within a polygon.
  public struct Region: Hashable, Sendable {
    /// The map's name.
    public var map: String
    /// The polygon's corners, in the map's coordinates.
    public var corners: [SIMD2<Double>]

    /// A part of the map called `map`.
    public init(map: String, corners: [SIMD2<Double>]) {
      self.map = map
      self.corners = corners
    }

    /// Whether a point lies within, by the even-odd rule.
    public func holds(_ point: SIMD2<Double>) -> Bool {
      zip(corners, corners.dropFirst() + corners.prefix(1)).reduce(false) { isInside, side in
        let (one, other) = side
        guard (one.y > point.y) != (other.y > point.y) else { return isInside }
        let x = (other.x - one.x) * (point.y - one.y) / (other.y - one.y) + one.x
        return point.x < x ? !isInside : isInside
      }
    }
  }

  /// Whose codings are asked about; nil for anybody's.
  public var coder: String?
  /// Which variable; nil for any.
  public var variable: String?
  /// The value as it is written; nil for any.
  public var value: String?
  /// Coded, abstained or failed; nil for any.
  public var status: Answer.Status?
  /// The least and the greatest confidence of a coding, 0 to 1; nil for any.
  public var confidence: ClosedRange<Double>?
  /// The sample that posts are of; nil for all posts.
  public var sample: String?
  /// The split and its part that posts are of; nil for all posts.
  public var split: (name: String, part: String)? {
    get { splitName.flatMap { name in splitPart.map { (name, $0) } } }
    set { (splitName, splitPart) = (newValue?.name, newValue?.part) }
  }
  private var splitName: String?
  private var splitPart: String?
  /// The clustering and the number of its cluster that posts are in; nil for all posts.
  public var cluster: Cluster?
  /// The part of a map that posts are in; nil for all posts.
  public var region: Region?
  /// A coder who gives another value to the same variable; nil for none.
  public var differsFrom: String?
  /// The value that the other coder gives; nil for any that differs.
  public var otherValue: String?
  /// Whether somebody wants to look at the post again.
  public var isFlagged = false
  /// Words that the post's text holds, each at least by its beginning, in any case; nil for anything.
  public var text: String?
  /// Conditions on the posts' own fields.
  public var filters: [PostFilter] = []
  /// In which order posts stand.
  public var order = Order.imported

  /// A cluster of a clustering.
  public struct Cluster: Hashable, Sendable {
    /// The clustering's name.
    public var clustering: String
    /// The cluster's number.
    public var number: Int

    /// The cluster with the number `number`.
    public init(_ clustering: String, _ number: Int) {
      self.clustering = clustering
      self.number = number
    }
  }

  /// All posts.
  public init() {}
}
