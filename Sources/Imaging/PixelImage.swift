/// A decoded picture: 8-bit RGB, upright, with no metadata.
public struct PixelImage: Hashable, Sendable {
  /// Columns, at least 1.
  public let width: Int
  /// Rows, at least 1.
  public let height: Int
  /// `height x width x 3` bytes, row by row from the top, red, green, blue interleaved.
  public let pixels: [UInt8]

  /// Wraps pixels.
  ///
  /// - Returns: nil where a side is below 1 or `pixels.count` is not `width x height x 3`.
  public init?(width: Int, height: Int, pixels: [UInt8]) {
    guard width > 0, height > 0, pixels.count / 3 / width == height, pixels.count == width * height * 3 else {
      return nil
    }
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// Copies a raster.
  init(_ raster: Raster) {
    width = raster.width
    height = raster.height
    let bytes = raster.bytes
    pixels = Array(unsafeUninitializedCapacity: bytes.count) { $1 = $0.update(fromContentsOf: bytes) }
  }
}
