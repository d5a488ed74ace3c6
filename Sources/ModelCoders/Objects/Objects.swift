import Imaging

/// The things in a picture, with their places.
public struct Objects: Hashable, Codable, Sendable {
  /// One of them.
  public struct Object: Hashable, Codable, Sendable {
    /// What the model calls it.
    public let label: String
    /// How probable that is, from 0 to 1.
    public let confidence: Double
    /// The upper left corner, in pixels of the upright picture; it may lie outside.
    public let corner: Point
    /// Pixels to the right.
    public let width: Double
    /// Pixels down.
    public let height: Double
  }

  /// In the model's order.
  public let objects: [Object]
  /// The columns of the picture.
  public let width: Int
  /// The rows of the picture.
  public let height: Int

  /// How many there are of each label.
  public var counts: [String: Int] { objects.reduce(into: [:]) { $0[$1.label, default: 0] += 1 } }
}
