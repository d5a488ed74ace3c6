import Imaging

/// The faces in a picture: where they are, and nothing of whose they are.
public struct Faces: Hashable, Codable, Sendable {
  /// One face.
  public struct Face: Hashable, Codable, Sendable {
    /// The upper left corner, in pixels of the upright picture.
    public let corner: Point
    /// Pixels to the right.
    public let width: Double
    /// Pixels down.
    public let height: Double
    /// How sure the detector is, from 0 to 1.
    public let confidence: Double
  }

  /// The surest one first.
  public let faces: [Face]
  /// The columns of the picture.
  public let width: Int
  /// The rows of the picture.
  public let height: Int

  /// The faces in a picture of that size.
  init(_ faces: [Face], width: Int, height: Int) {
    self.faces = faces
    self.width = width
    self.height = height
  }

  /// The share of the picture that each face covers, from 0 to 1.
  public var shares: [Double] {
    faces.map { $0.width * $0.height / (Double(width) * Double(height)) }
  }
}
