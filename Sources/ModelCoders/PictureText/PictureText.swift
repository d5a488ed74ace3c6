import Foundation
import Imaging

/// What is written in a picture.
public struct PictureText: Hashable, Codable, Sendable {
  /// One line of it.
  public struct Line: Hashable, Codable, Sendable {
    /// The words.
    public let text: String
    /// The mean probability of its characters, from 0 to 1.
    public let confidence: Double
    /// Where it stands, in pixels of the upright picture.
    public let place: Quadrilateral

    /// A line.
    public init(text: String, confidence: Double, place: Quadrilateral) {
      self.text = text
      self.confidence = confidence
      self.place = place
    }
  }

  /// The lines as they are read: from the top, and from the left where they stand side by side.
  public let lines: [Line]
  /// The columns of the picture.
  public let width: Int
  /// The rows of the picture.
  public let height: Int

  /// The lines of a picture of that size.
  public init(lines: [Line], width: Int, height: Int) {
    self.lines = lines
    self.width = width
    self.height = height
  }

  /// All lines, one below the other; empty where there is none.
  public var text: String { lines.map(\.text).joined(separator: "\n") }

  /// The share of the picture that its lines cover, from 0 to 1; where two lines overlap it counts twice, up to 1.
  public var coverage: Double {
    min(1, lines.reduce(0) { $0 + $1.place.area } / (Double(width) * Double(height)))
  }
}
