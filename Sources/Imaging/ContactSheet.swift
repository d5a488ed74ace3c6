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
