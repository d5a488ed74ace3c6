import Foundation

/// A grid of equal square cells, each for one picture, numbered row by row from 0.
public struct SheetLayout: Hashable, Sendable {
  /// Sheets of more pixels are refused.
  public static let pixelLimit = 1 << 26
  /// Pictures with a longer side are refused, as the weights of their resize would fill the memory.
  public static let sideLimit = 1 << 20

  /// Cells in a row.
  public let columns: Int
  /// Rows of cells.
  public let rows: Int
  /// The side of a cell in pixels.
  public let side: Int
  /// Pixels between cells, and between them and the edge.
  public let gap: Int
  /// Pixels above all cells, for lines of text.
  public let heading: Int
  /// Pixels below each cell, for a line of text.
  public let label: Int
  /// How a picture that is no square becomes one.
  public let fit: Fit
  /// The colour of gaps, of empty cells and of what a contained picture leaves free.
  public let background: Colour

  /// How a picture that is no square becomes one; smaller pictures are enlarged.
  public enum Fit: Hashable, Sendable {
    /// The middle square.
    case cover
    /// All of it, with background beside it.
    case contain
    /// All of it, its longer side pressed: a reader that knows the proportions can draw it as it was.
    case squashed
  }

  /// A colour in sRGB.
  public struct Colour: Hashable, Sendable {
    /// Red, from 0 to 255.
    public var red: UInt8
    /// Green, from 0 to 255.
    public var green: UInt8
    /// Blue, from 0 to 255.
    public var blue: UInt8

    /// A colour.
    public init(red: UInt8, green: UInt8, blue: UInt8) {
      self.red = red
      self.green = green
      self.blue = blue
    }

    /// White.
    public static let white = Colour(red: 255, green: 255, blue: 255)
  }

  /// A layout with room for `count` pictures.
  ///
  /// - Parameters:
  ///   - count: the number of pictures; below 1 counts as 1.
  ///   - columns: cells in a row; brought between 1 and `count`.
  ///   - side: the side of a cell in pixels, at least 1.
  ///   - gap: pixels between cells, at least 0.
  ///   - heading: pixels above all cells, at least 0.
  ///   - label: pixels below each cell, at least 0.
  ///   - fit: how a picture that is no square becomes one.
  ///   - background: the colour of what no picture covers.
  /// - Throws: `.tooManyPixels` where the sheet has more than `pixelLimit` pixels or a side of more than 65,500,
  ///   which is all that JPEG can hold.
  public init(
    count: Int, columns: Int, side: Int, gap: Int = 0, heading: Int = 0, label: Int = 0, fit: Fit = .cover,
    background: Colour = .white
  ) throws(ImageProblem) {
    let count = max(1, count)
    self.columns = max(1, min(columns, count))
    self.side = max(1, side)
    self.gap = max(0, gap)
    self.heading = max(0, min(heading, Self.edgeLimit))
    self.label = max(0, min(label, Self.edgeLimit))
    self.fit = fit
    self.background = background
    rows = count / self.columns + (count.isMultiple(of: self.columns) ? 0 : 1)
    let width = Self.length(self.columns, side: self.side, gap: self.gap)
    let cells = Self.length(rows, side: self.side.saturating(adding: self.label), gap: self.gap)
    let height = cells.saturating(adding: self.heading)
    guard width <= Self.edgeLimit, height <= Self.edgeLimit, width * height <= Self.pixelLimit else {
      throw .tooManyPixels(width: width, height: height, limit: Self.pixelLimit)
    }
  }

  /// Columns of pixels.
  public var width: Int { columns * (side + gap) + gap }
  /// Rows of pixels.
  public var height: Int { heading + rows * (side + label + gap) + gap }
  /// The number of cells.
  public var count: Int { columns * rows }

  private static let edgeLimit = 65_500

  private static func length(_ cells: Int, side: Int, gap: Int) -> Int {
    let step = side.addingReportingOverflow(gap)
    let all = cells.multipliedReportingOverflow(by: step.partialValue)
    let length = all.partialValue.addingReportingOverflow(gap)
    return step.overflow || all.overflow || length.overflow ? .max : length.partialValue
  }

  /// Where the cell `number` begins, in pixels from the upper left.
  func origin(of number: Int) -> (x: Int, y: Int) {
    (gap + number % columns * (side + gap), heading + gap + number / columns * (side + label + gap))
  }
}

extension Int {
  fileprivate func saturating(adding other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
