/// Thumbnails of a corpus, many on one JPEG, for a page that draws thousands of them.
///
/// Cells are squashed squares without gaps, numbered over all sheets: sprite `n` stands on sheet
/// `n / capacity`, in the cell `n % capacity`, row by row. The side is a multiple of 16, the block of a JPEG with
/// halved colour, so that neighbours touch only in the outermost pixel, which a reader leaves out. One sheet's
/// pixels are held in memory.
public struct SpriteSheets: Sendable {
  /// The side of a sprite in pixels, a multiple of 16.
  public let side: Int
  /// Sprites in a row, also the most rows of a sheet.
  public let columns: Int
  /// Sprites on a full sheet.
  public var capacity: Int { columns * columns }
  /// How many sprites there are.
  public private(set) var count = 0
  /// The layout of a full sheet, whose `cell(of:)` makes what is appended.
  public let layout: SheetLayout

  private let quality: Int
  private var full: [[UInt8]] = []
  private var cells: [PixelImage] = []

  /// The side of a full sheet in pixels: small sheets are decoded soon, and only those that come into view.
  private static let edge = 1024

  /// No sprites yet.
  ///
  /// - Parameters:
  ///   - side: the side of a sprite; brought between 16 and 256 and up to a multiple of 16.
  ///   - quality: JPEG quality, 1 to 100.
  /// - Throws: nothing with these sides, which no sheet is too small for.
  public init(side: Int, quality: Int = 72) throws(ImageProblem) {
    self.side = (max(16, min(256, side)) + 15) / 16 * 16
    self.quality = quality
    columns = Self.edge / self.side
    layout = try SheetLayout(count: columns * columns, columns: columns, side: self.side, fit: .squashed)
  }

  /// The largest side with which the sheets of `count` pictures stay near 40 MB: 128, 96, 64 or 48.
  public static func side(for count: Int) -> Int {
    switch count {
    case ...3000: 128
    case ...8000: 96
    case ...20_000: 64
    default: 48
    }
  }

  /// Adds a sprite, as `layout` made it.
  ///
  /// - Returns: its number; nil where it is not of the side.
  public mutating func append(_ cell: PixelImage) throws(ImageProblem) -> Int? {
    guard cell.width == side, cell.height == side else { return nil }
    cells.append(cell)
    count += 1
    if cells.count == capacity {
      full.append(try sheet())
      cells.removeAll(keepingCapacity: true)
    }
    return count - 1
  }

  /// The JPEG of every sheet; the last has only as many rows as it needs.
  public func sheets() throws(ImageProblem) -> [[UInt8]] {
    cells.isEmpty ? full : full + [try sheet()]
  }

  private func sheet() throws(ImageProblem) -> [UInt8] {
    // All columns, even where there are fewer sprites: places are counted by full rows.
    let rows = (cells.count + columns - 1) / columns
    var sheet = ContactSheet(
      try SheetLayout(count: rows * columns, columns: columns, side: side, fit: .squashed))
    for (number, cell) in cells.enumerated() { sheet.place(cell, at: number) }
    return try sheet.jpeg(quality: quality)
  }
}
