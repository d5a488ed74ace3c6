/// Many small pictures on one JPEG, in rows and columns.
///
/// Where no picture was placed the cell stays empty, so that a missing picture never moves another.
///
///     var sheet = ContactSheet(try SheetLayout(count: 12, columns: 4, side: 160, gap: 8))
///     for (number, bytes) in pictures.enumerated() {
///       if let cell = try? sheet.layout.cell(of: bytes) { sheet.place(cell, at: number) }
///     }
///     let jpeg = try sheet.jpeg()
public struct ContactSheet: Sendable {
  /// Where the pictures stand.
  public let layout: SheetLayout
  private var pixels: [UInt8]

  /// A sheet of empty cells.
  public init(_ layout: SheetLayout) {
    self.layout = layout
    pixels = layout.background.pixels(layout.width * layout.height)
  }

  /// Puts `cell` in the place of what stood in the cell `number`.
  ///
  /// - Returns: false, with nothing changed, where there is no such cell or `cell` is not of its size.
  @discardableResult
  public mutating func place(_ cell: PixelImage, at number: Int) -> Bool {
    guard (0..<layout.count).contains(number), cell.width == layout.side, cell.height == layout.side else {
      return false
    }
    let origin = layout.origin(of: number)
    let rowBytes = layout.side * 3
    pixels.withUnsafeMutableBufferPointer { pixels in
      cell.pixels.withUnsafeBufferPointer { source in
        for row in 0..<layout.side {
          let start = ((origin.y + row) * layout.width + origin.x) * 3
          _ = UnsafeMutableBufferPointer(rebasing: pixels[start..<start + rowBytes])
            .update(fromContentsOf: source[row * rowBytes..<(row + 1) * rowBytes])
        }
      }
    }
    return true
  }

  /// Writes a line of text below the cell `number`, cut to the cell's width.
  ///
  /// - Returns: false, with nothing changed, where there is no such cell, the layout has no room for labels, or the text
  ///   cannot be drawn.
  @discardableResult
  public mutating func label(_ text: String, at number: Int) -> Bool {
    guard (0..<layout.count).contains(number), layout.label > 0 else { return false }
    let origin = layout.origin(of: number)
    return write(
      text, style: .label, x: origin.x, y: origin.y + layout.side, width: layout.side, height: layout.label)
  }

  /// Writes lines of text above all cells, the first as a title, each cut to the sheet's width.
  ///
  /// - Returns: false where one of them could not be drawn.
  @discardableResult
  public mutating func heading(_ lines: [String]) -> Bool {
    let height = layout.heading / max(1, lines.count)
    let drawn = lines.enumerated().map { place, line in
      write(
        line, style: place == 0 ? .title : .label, x: layout.gap, y: layout.gap + place * height,
        width: layout.width - 2 * layout.gap, height: height)
    }
    return !drawn.contains(false)
  }

  /// Blends black letters into a rectangle of the sheet, in the middle of its height.
  private mutating func write(
    _ text: String, style: Lettering.Style, x: Int, y: Int, width: Int, height: Int
  ) -> Bool {
    guard height > 0, let letters = Lettering(text, style: style, width: width) else { return false }
    let rows = min(letters.height, height)
    let top = y + (height - rows) / 2
    for row in 0..<rows where top + row < layout.height {
      for column in 0..<min(letters.width, width) {
        let paper = 255 - Int(letters.opacities[row * letters.width + column])
        let start = ((top + row) * layout.width + x + column) * 3
        for band in start..<start + 3 { pixels[band] = UInt8(Int(pixels[band]) * paper / 255) }
      }
    }
    return true
  }

  /// The sheet as a JPEG without metadata.
  ///
  /// - Parameter quality: 1 to 100; values outside are brought inside.
  /// - Returns: the bytes of a baseline JPEG, 4:2:0.
  /// - Throws: `.encodingFailed`.
  public func jpeg(quality: Int = 85) throws(ImageProblem) -> [UInt8] {
    var pixels = pixels
    let (width, height) = (layout.width, layout.height)
    let result = pixels.withUnsafeMutableBufferPointer {
      pixels -> Result<[UInt8], ImageProblem> in
      guard let start = pixels.baseAddress else { return .failure(.dimensionsZero) }
      let raster = Raster(width: width, height: height, start: start)
      return Result { () throws(ImageProblem) in
        try JPEGEncoder.encode(raster, quality: max(1, min(100, quality)))
      }
    }
    return try result.get()
  }
}
